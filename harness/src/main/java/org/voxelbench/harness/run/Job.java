package org.voxelbench.harness.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.harness.experiment.ConfiguredMethod;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.RunSpec;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;

/**
 * One piece of work with a folder of its own: a pre-training, or a run of the matrix.
 *
 * @param folder where it leaves what it makes
 * @param name for people
 * @param method the method
 * @param seed the seed
 * @param run the run; empty for a pre-training
 * @param preTraining the pre-training that the run starts from; empty for a random start
 */
public record Job(
    RunFolder folder,
    String name,
    ConfiguredMethod method,
    long seed,
    Optional<RunSpec> run,
    Optional<RunFolder> preTraining) {

  /** All work of an experiment, each pre-training before the first run that needs it. */
  public static List<Job> all(Experiment experiment, RunPaths folders) {
    List<Job> jobs = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (RunSpec run : experiment.runs()) {
      ConfiguredMethod method = run.method();
      Optional<RunFolder> start =
          method.pretext().map(task -> folders.preTraining(method, run.seed()));
      start
          .filter(folder -> known.add(folder.id()))
          .ifPresent(folder -> jobs.add(ofPreTraining(folder, method, run.seed())));
      jobs.add(new Job(folders.run(run), run.name(), method, run.seed(), Optional.of(run), start));
    }
    return List.copyOf(jobs);
  }

  private static Job ofPreTraining(RunFolder folder, ConfiguredMethod method, long seed) {
    return new Job(
        folder,
        "Pre-training " + method.label() + ", seed " + seed,
        method,
        seed,
        Optional.empty(),
        Optional.empty());
  }

  /** The same work, to be left in another store. */
  public Job in(RunStore other) {
    return new Job(other.folder(folder.key()), name, method, seed, run, preTraining);
  }

  public String id() {
    return folder.id();
  }
}
