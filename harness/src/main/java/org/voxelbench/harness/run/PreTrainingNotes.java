package org.voxelbench.harness.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.voxelbench.harness.experiment.Contender;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.picture.ShownFile;
import org.voxelbench.results.ExperimentSummary.EpochNote;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunState;

/**
 * The pre-trainings of an experiment in brief, for its summary.
 *
 * @param experiment the experiment
 * @param folders where they lie
 */
record PreTrainingNotes(Experiment experiment, RunFolders folders) {

  /** Those that were started, each once, in the order of the methods and by seed. */
  List<PreTrainingNote> all() {
    Map<String, PreTrainingNote> notes = new LinkedHashMap<>();
    for (Contender contender : experiment.contenders()) {
      if (contender.pretext().isPresent()) {
        for (long seed : new TreeSet<>(experiment.protocol().seeds())) {
          RunFolder folder = folders.preTraining(contender, seed);
          if (folder.state() != RunState.PLANNED) {
            notes.computeIfAbsent(folder.id(), id -> note(contender, seed, folder));
          }
        }
      }
    }
    return List.copyOf(notes.values());
  }

  private PreTrainingNote note(Contender contender, long seed, RunFolder folder) {
    List<String> methods =
        experiment.contenders().stream()
            .filter(other -> other.pretext().isPresent())
            .filter(other -> other.pretrainingHash().equals(contender.pretrainingHash()))
            .map(Contender::label)
            .toList();
    List<EpochNote> epochs =
        folder.epochs().stream()
            .map(
                row ->
                    new EpochNote(
                        row.epoch(), row.trainLoss(), row.validationLoss(), row.skippedSteps()))
            .toList();
    Optional<ShownFile> shown = ShownFile.read(folder.path());
    return new PreTrainingNote(
        folder.id(),
        methods,
        seed,
        folder.state().text(),
        folder.manifest().map(Manifest::reason).orElse(""),
        epochs,
        shown.map(ShownFile::numbers).orElse(List.of()),
        shown.map(ShownFile::volumes).orElse(List.of()),
        shown.map(ShownFile::pictures).orElse(List.of()).stream()
            .map(picture -> "pretraining/" + folder.id() + "/" + picture)
            .toList());
  }
}
