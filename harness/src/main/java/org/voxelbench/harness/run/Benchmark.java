package org.voxelbench.harness.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.voxelbench.engine.Engine;
import org.voxelbench.harness.data.DatasetShelf;
import org.voxelbench.harness.data.ExperimentData;
import org.voxelbench.harness.data.LabelledData;
import org.voxelbench.harness.data.OpenedData;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.data.TestUse;
import org.voxelbench.harness.experiment.Cell;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.store.RunStore;

/** Takes an experiment from raw data to sealed runs; what is done already is left as it is. */
public final class Benchmark {

  /** Makes the runner of the work once the data are there. */
  @FunctionalInterface
  public interface Runners {

    UnitRunner over(ExperimentData data);
  }

  private final Experiment experiment;
  private final DatasetShelf shelf;
  private final Preparation preparation;
  private final Engine engine;
  private final RunStore store;
  private final RunFolders folders;
  private ExperimentData data;

  public Benchmark(
      Experiment experiment,
      Workspace workspace,
      DatasetShelf shelf,
      Preparation preparation,
      Engine engine) {
    this.experiment = experiment;
    this.shelf = shelf;
    this.preparation = preparation;
    this.engine = engine;
    this.store = new RunStore(workspace.root());
    this.folders = new RunFolders(experiment, store, engine.info().id());
  }

  /**
   * Runs everything that is not done yet.
   *
   * @param slots where runs may run side by side
   * @return whether all runs are done
   */
  public boolean run(List<Slot> slots, Runners runners) {
    folders.refuseOtherPlugins();
    OpenedData opened = OpenedData.open(experiment, shelf, preparation);
    folders.refuseOtherData(opened);
    data = ExperimentData.prepare(experiment, opened, shelf, preparation);
    rehearse();
    return new Scheduler(Unit.all(experiment, folders), runners.over(data), MemoryRoom.ofMachine())
        .run(slots);
  }

  /** Every transfer from shapes alone, before the first training minute. */
  private void rehearse() {
    TransferRehearsal rehearsal = new TransferRehearsal(experiment);
    Set<List<String>> done = new HashSet<>();
    for (Cell cell : experiment.cells()) {
      boolean first = done.add(List.of(cell.contender().label(), cell.dataset().name()));
      if (first && cell.contender().pretext().isPresent()) {
        rehearsal.of(cell.contender(), data.labelled().get(cell.dataset().name()));
      }
    }
  }

  /** What a report says beside the numbers; to be asked after {@link #run}. */
  public ExperimentSummary summary(String command, TestUse testUse) {
    return experiment.summary(
        data.labelled().values().stream().map(LabelledData::note).toList(),
        store.notes(engine.info().id()),
        new PreTrainingNotes(experiment, folders).all(),
        testUse.notes(),
        command,
        Provenance.machine(engine));
  }
}
