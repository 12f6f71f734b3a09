package org.voxelbench.harness.run;

import java.util.Comparator;
import java.util.HashMap;
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

  /** Those that were started, each once, in the order of the methods and by seed. */
  List<PreTrainingNote> all() {
    Map<String, PreTrainingNote> notes = new LinkedHashMap<>();
    Map<String, Set<String>> methods = new HashMap<>();
    List<RunSpec> runs =
        experiment.runs().stream()
            .sorted(
                Comparator.<RunSpec>comparingInt(run -> experiment.methods().indexOf(run.method()))
                    .thenComparingLong(RunSpec::pretrainingSeed))
            .toList();
    for (RunSpec run : runs) {
      Optional<PreTrainingSpec> spec = run.preTraining();
      if (spec.isPresent()) {
        RunFolder folder = folders.preTraining(spec.get());
        methods.computeIfAbsent(folder.id(), id -> new LinkedHashSet<>()).add(run.method().label());
      }
    }
    for (RunSpec run : runs) {
      Optional<PreTrainingSpec> spec = run.preTraining();
      if (spec.isPresent()) {
        RunFolder folder = folders.preTraining(spec.get());
        if (folder.state() != RunState.PLANNED) {
          notes.computeIfAbsent(
              folder.id(), id -> note(List.copyOf(methods.get(id)), spec.get().seed(), folder));
        }
      }
    }
    return List.copyOf(notes.values());
  }

  private static PreTrainingNote note(List<String> methods, long seed, RunFolder folder) {
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
        methods,
        seed,
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
