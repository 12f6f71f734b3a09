package org.voxelbench.harness.run;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.PreTrainingSpec;
import org.voxelbench.harness.experiment.RunSpec;
import org.voxelbench.harness.picture.PreviewFile;
import org.voxelbench.results.ExperimentSummary.EpochNote;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.results.RunState;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.RunFolder;

/**
 * The pre-trainings of an experiment in brief, for its summary.
 *
 * @param experiment the experiment
 * @param folders where they lie
 */
record PreTrainingNotes(Experiment experiment, RunPaths folders) {

  /**
   * A pre-training.
   *
   * @param methods labels of the methods that start from it
   */
  private record Shared(PreTrainingSpec spec, RunFolder folder, Set<String> methods) {}

  /** Those that were started, each once, in the order of the methods and by seed. */
  List<PreTrainingNote> all() {
    Map<String, Shared> shared = new LinkedHashMap<>();
    experiment.runs().stream()
        .sorted(
            Comparator.<RunSpec>comparingInt(run -> experiment.methods().indexOf(run.method()))
                .thenComparingLong(RunSpec::pretrainingSeed))
        .forEach(run -> run.preTraining().ifPresent(spec -> add(spec, shared)));
    return shared.values().stream()
        .filter(started -> started.folder().state() != RunState.PLANNED)
        .map(PreTrainingNotes::note)
        .toList();
  }

  private void add(PreTrainingSpec spec, Map<String, Shared> shared) {
    RunFolder folder = folders.preTraining(spec);
    shared
        .computeIfAbsent(folder.id(), id -> new Shared(spec, folder, new LinkedHashSet<>()))
        .methods()
        .add(spec.method().label());
  }

  private static PreTrainingNote note(Shared shared) {
    RunFolder folder = shared.folder();
    List<EpochNote> epochs =
        folder.epochs().stream()
            .map(
                row ->
                    new EpochNote(
                        row.epoch(), row.trainLoss(), row.validationLoss(), row.skippedSteps()))
            .toList();
    Optional<PreviewFile> shown = PreviewFile.read(folder.path());
    return new PreTrainingNote(
        folder.id(),
        List.copyOf(shared.methods()),
        shared.spec().seed(),
        folder.state(),
        folder.manifest().map(Manifest::reason).orElse(""),
        epochs,
        shown.map(PreviewFile::numbers).orElse(List.of()),
        shown.map(PreviewFile::volumes).orElse(List.of()),
        shown.map(PreviewFile::pictures).orElse(List.of()).stream()
            .map(picture -> "pretraining/" + folder.id() + "/" + picture)
            .toList());
  }
}
