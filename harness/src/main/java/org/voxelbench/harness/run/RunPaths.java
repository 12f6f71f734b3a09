package org.voxelbench.harness.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.Precision;
import org.voxelbench.harness.checkpoint.CheckpointStart;
import org.voxelbench.harness.data.Faults;
import org.voxelbench.harness.data.LabelledDataset;
import org.voxelbench.harness.data.VerifiedDatasets;
import org.voxelbench.harness.experiment.ConfiguredMethod;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.PreTrainingSpec;
import org.voxelbench.harness.experiment.RunSpec;
import org.voxelbench.harness.plugin.PluginJar;
import org.voxelbench.results.RunState;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.PreTrainingKey;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunKey;
import org.voxelbench.store.RunStore;
import org.voxelbench.store.StoreKey;
import org.voxelbench.store.SupervisedPreTrainingKey;

/**
 * Where the runs of an experiment lie.
 *
 * @param experiment the experiment
 * @param store its store
 * @param engine id of the engine that runs it
 */
public record RunPaths(Experiment experiment, RunStore store, String engine) {

  /** The folder of a run. */
  public RunFolder run(RunSpec run) {
    return store.run(
        new RunKey(
            experiment.hash(),
            run.dataset().name(),
            run.method().label(),
            run.method().settingsHash(),
            run.trainingCases(),
            run.fold(),
            run.seed(),
            engine));
  }

  /** The folder of a pre-training. */
  public RunFolder preTraining(PreTrainingSpec spec) {
    return store.preTraining(
        spec.labelled().map(fold -> key(spec, fold)).orElseGet(() -> key(spec)));
  }

  private StoreKey key(PreTrainingSpec spec) {
    return new PreTrainingKey(
        experiment.pretrainingHash(),
        spec.method().pretrainedAs(),
        spec.method().pretrainingHash(),
        spec.seed(),
        engine);
  }

  private StoreKey key(PreTrainingSpec spec, PreTrainingSpec.LabelledFold labelled) {
    return new SupervisedPreTrainingKey(
        experiment.supervisedHash(labelled.dataset()),
        labelled.dataset().name(),
        spec.method().pretrainedAs(),
        spec.method().pretrainingHash(),
        labelled.fold(),
        spec.seed(),
        engine);
  }

  /**
   * Refuses to go on where something was begun in another precision: its rows can't be ranked with
   * those that would come.
   *
   * @throws BadInputException with the precisions and how many were begun
   */
  void refuseOtherPrecision(EngineInfo now) {
    List<Manifest> others =
        experiment.runs().stream()
            .flatMap(
                run ->
                    Stream.concat(
                        Stream.of(run(run)), run.preTraining().map(this::preTraining).stream()))
            .flatMap(folder -> folder.manifest().stream())
            .distinct()
            .filter(begun -> precision(begun) != now.precision())
            .toList();
    if (!others.isEmpty()) {
      String before = precision(others.get(0)).name().toLowerCase(Locale.ROOT);
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%d of the runs and pre-trainings in '%s' were begun in %s, such as '%s', and this"
                  + " start computes in %s, with which they can't be ranked: give --precision %s"
                  + " to go on with them, or another --out.",
              others.size(),
              store.folder(),
              before,
              others.get(0).id(),
              now.precision().name().toLowerCase(Locale.ROOT),
              before));
    }
  }

  private static Precision precision(Manifest begun) {
    return begun.environment().engine().precision();
  }

  /**
   * Whether another build of a plugin left something here: its results would pass for the present
   * one's.
   *
   * @param faults hears of each folder and both builds
   */
  void checkPlugins(Faults faults) {
    for (RunSpec run : experiment.runs()) {
      faults.guard(() -> refuseOtherPlugin(run.method(), run(run)));
      run.preTraining()
          .ifPresent(
              spec -> faults.guard(() -> refuseOtherPlugin(run.method(), preTraining(spec))));
    }
  }

  /**
   * Refuses to go on with what another build of a job's plugin, or another file of weights, began.
   *
   * @throws BadInputException naming the folder and both
   */
  static void refuseOtherBuild(Job job) {
    ConfiguredMethod method =
        job.run().map(RunSpec::method).orElseGet(() -> job.preTraining().orElseThrow().method());
    refuseOtherPlugin(method, job.folder());
    if (job.run().isPresent()) {
      method.checkpoint().ifPresent(start -> refuseOtherCheckpoint(job.folder().path(), start));
    }
  }

  /**
   * Whether something here was made of other files or another split, beside which no run may be
   * added.
   *
   * @param faults hears of each folder and what differs
   */
  void checkData(VerifiedDatasets opened, Faults faults) {
    for (RunSpec run : experiment.runs()) {
      RunFolder folder = run(run);
      String name = run.dataset().name();
      String split = LabelledDataset.splitHash(run.dataset(), opened.folds().get(name));
      faults.guard(() -> refuseOtherFiles(folder, opened));
      faults.guard(
          () ->
              refuseOther(
                  folder.path(),
                  "another split of",
                  name,
                  RunSettings.splitHash(folder.path()),
                  split));
      run.preTraining()
          .ifPresent(spec -> faults.guard(() -> refuseOtherFiles(preTraining(spec), opened)));
      run.method()
          .checkpoint()
          .ifPresent(start -> faults.guard(() -> refuseOtherCheckpoint(folder.path(), start)));
    }
  }

  private static void refuseOtherFiles(RunFolder folder, VerifiedDatasets opened) {
    folder
        .manifest()
        .ifPresent(
            manifest ->
                manifest
                    .dataHashes()
                    .forEach(
                        (name, made) ->
                            Optional.ofNullable(opened.raw().get(name))
                                .ifPresent(
                                    raw ->
                                        refuseOther(
                                            folder.path(),
                                            "other files in",
                                            raw.folder().toString(),
                                            Optional.of(made),
                                            raw.contentHash()))));
  }

  /** A file whose hash the protocol doesn't name may have changed since. */
  private static void refuseOtherCheckpoint(Path folder, CheckpointStart start) {
    Optional<String> before = RunSettings.checkpointHash(folder);
    if (before.isPresent()) {
      refuseOther(
          folder, "another checkpoint than", start.file().toString(), before, start.sha256());
    }
  }

  private static void refuseOther(
      Path folder, String what, String name, Optional<String> made, String now) {
    if (made.isPresent() && !made.get().equals(now)) {
      throw new BadInputException(
          "'"
              + folder
              + "' was made with "
              + what
              + " '"
              + name
              + "' (hash "
              + made.get()
              + ", now "
              + now
              + "): undo the change, remove that folder to repeat it, or give another --out.");
    }
  }

  private static void refuseOtherPlugin(ConfiguredMethod method, RunFolder folder) {
    boolean used = folder.state() == RunState.DONE || folder.checkpoint().exists();
    if (!used || !Files.isRegularFile(folder.path().resolve(RunSettings.NAME))) {
      return;
    }
    Optional<String> before = RunSettings.pluginHash(folder.path());
    Optional<String> now = method.plugin().map(PluginJar::sha256);
    if (!before.equals(now)) {
      throw new BadInputException(
          "'"
              + folder.path()
              + "' was made by another build of method '"
              + method.info().id()
              + "' ("
              + build(before)
              + ", now "
              + build(now)
              + "); remove that folder to repeat it, or give another --out.");
    }
  }

  private static String build(Optional<String> hash) {
    return hash.map(sha256 -> "jar " + sha256).orElse("built in");
  }
}
