package org.voxelbench.harness.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.voxelbench.harness.experiment.ConfiguredMethod;
import org.voxelbench.harness.experiment.Experiment;
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
    for (ConfiguredMethod method : experiment.methods()) {
      if (method.pretext().isPresent()) {
        for (long seed : new TreeSet<>(experiment.protocol().seeds())) {
          RunFolder folder = folders.preTraining(method, seed);
          if (folder.state() != RunState.PLANNED) {
            notes.computeIfAbsent(folder.id(), id -> note(method, seed, folder));
          }
        }
      }
    }
    return List.copyOf(notes.values());
  }

  private PreTrainingNote note(ConfiguredMethod method, long seed, RunFolder folder) {
    List<String> methods =
        experiment.methods().stream()
            .filter(other -> other.pretext().isPresent())
            .filter(other -> other.pretrainingHash().equals(method.pretrainingHash()))
            .map(ConfiguredMethod::label)
            .toList();
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
