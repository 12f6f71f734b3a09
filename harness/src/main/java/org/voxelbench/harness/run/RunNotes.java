package org.voxelbench.harness.run;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.RunSpec;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.RunState;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;

/**
 * The runs of an experiment in brief, for its summary.
 *
 * @param experiment the experiment
 * @param folders where they lie
 * @param engine what they run on
 */
record RunNotes(Experiment experiment, RunPaths folders, EngineInfo engine) {

  /** All that a store holds of the engine, then those of the experiment that were never begun. */
  List<RunNote> all(RunStore store) {
    List<RunNote> notes = new ArrayList<>(store.notes(engine.id()));
    for (RunSpec run : experiment.runs()) {
      RunFolder folder = folders.run(run);
      if (folder.state() == RunState.PLANNED) {
        notes.add(planned(run, folder));
      }
    }
    return List.copyOf(notes);
  }

  private RunNote planned(RunSpec run, RunFolder folder) {
    return new RunNote(
        folder.id(),
        run.method().label(),
        run.dataset().name(),
        run.trainingCases(),
        run.fold(),
        run.seed(),
        RunState.PLANNED,
        "",
        engine.device(),
        engine.threads(),
        0,
        0,
        0,
        0,
        0,
        0);
  }
}
