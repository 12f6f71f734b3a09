package org.voxelbench.harness.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.harness.experiment.ConfiguredMethod;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.PreTrainingSpec;
import org.voxelbench.harness.experiment.RunSpec;
import org.voxelbench.harness.forecast.Work;
import org.voxelbench.harness.plugin.PluginJar;
import org.voxelbench.results.RunState;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;

/**
 * One piece of work with a folder of its own: a pre-training, or a run of the matrix.
 *
 * @param folder where it leaves what it makes
 * @param name for people
 * @param run the run; empty for a pre-training
 * @param preTraining the pre-training that it is, or that its run starts from; empty for a random
 *     start
 * @param start where the run's pre-training lies; empty for a random start and a pre-training
 */
public record Job(
    RunFolder folder,
    String name,
    Optional<RunSpec> run,
    Optional<PreTrainingSpec> preTraining,
    Optional<RunFolder> start) {

  /** All work of an experiment, each pre-training before the first run that needs it. */
  public static List<Job> all(Experiment experiment, RunPaths folders) {
    List<Job> jobs = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (RunSpec run : experiment.runs()) {
      Optional<PreTrainingSpec> preTraining = run.preTraining();
      Optional<RunFolder> start = preTraining.map(folders::preTraining);
      start
          .filter(folder -> known.add(folder.id()))
          .ifPresent(folder -> jobs.add(of(folder, preTraining.get())));
      jobs.add(new Job(folders.run(run), run.name(), Optional.of(run), preTraining, start));
    }
    return List.copyOf(jobs);
  }

  private static Job of(RunFolder folder, PreTrainingSpec spec) {
    return new Job(folder, spec.name(), Optional.empty(), Optional.of(spec), Optional.empty());
  }

  /** The same work, to be left in another store. */
  public Job in(RunStore other) {
    return in(other.folder(folder.key()));
  }

  /** The same work, to be left in another folder. */
  Job in(RunFolder other) {
    return new Job(other, name, run, preTraining, start);
  }

  public String id() {
    return folder.id();
  }

  /** Whether it can still be done: neither it nor what it starts from ended without a result. */
  public boolean isLeft() {
    return !folder.state().ended()
        && start.map(RunFolder::state).filter(RunState::ended).stream()
            .allMatch(RunState.DONE::equals);
  }

  /** The work without its folder. */
  public Work work() {
    return new Work(id(), run, preTraining, start.map(RunFolder::id));
  }

  /** The jar that its method came in; empty if it is built in. */
  Optional<PluginJar> plugin() {
    return run.map(RunSpec::method)
        .or(() -> preTraining.map(PreTrainingSpec::method))
        .flatMap(ConfiguredMethod::plugin);
  }
}
