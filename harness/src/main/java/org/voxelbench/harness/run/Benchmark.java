package org.voxelbench.harness.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.voxelbench.engine.Engine;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.data.ExperimentData;
import org.voxelbench.harness.data.LabelledDataset;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.data.TestSetUsage;
import org.voxelbench.harness.data.VerifiedDatasets;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.RunSpec;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.store.RunStore;

/** Takes an experiment from raw data to sealed runs; what is done already is left as it is. */
public final class Benchmark {

  /** Makes the runner of the work once the data are there. */
  @FunctionalInterface
  public interface Runners {

    JobRunner over(ExperimentData data);
  }

  private final Experiment experiment;
  private final DatasetCatalog catalog;
  private final Preparation preparation;
  private final Engine engine;
  private final RunStore store;
  private final RunPaths folders;
  private ExperimentData data;

  public Benchmark(
      Experiment experiment,
      Workspace workspace,
      DatasetCatalog catalog,
      Preparation preparation,
      Engine engine) {
    this.experiment = experiment;
    this.catalog = catalog;
    this.preparation = preparation;
    this.engine = engine;
    this.store = new RunStore(workspace.root());
    this.folders = new RunPaths(experiment, store, engine.info().id());
  }

  /**
   * Runs everything that is not done yet.
   *
   * @param slots where runs may run side by side
   * @return whether all runs are done
   */
  public boolean run(List<DeviceSlot> slots, Runners runners) {
    folders.refuseOtherPlugins();
    VerifiedDatasets opened = VerifiedDatasets.open(experiment, catalog, preparation);
    folders.refuseOtherData(opened);
    data = ExperimentData.prepare(experiment, opened, catalog, preparation);
    rehearse();
    return new Scheduler(Job.all(experiment, folders), runners.over(data), MemoryBudget.ofMachine())
        .run(slots);
  }

  /** Every transfer from shapes alone, before the first training minute. */
  private void rehearse() {
    TransferRehearsal rehearsal = new TransferRehearsal(experiment);
    Set<List<String>> done = new HashSet<>();
    for (RunSpec run : experiment.runs()) {
      boolean first = done.add(List.of(run.method().label(), run.dataset().name()));
      if (first && run.method().pretext().isPresent()) {
        rehearsal.of(run.method(), data.labelled().get(run.dataset().name()));
      }
    }
  }

  /** What a report says beside the numbers; to be asked after {@link #run}. */
  public ExperimentSummary summary(String command, TestSetUsage testUse) {
    return experiment.summary(
        data.labelled().values().stream().map(LabelledDataset::note).toList(),
        new RunNotes(experiment, folders, engine.info()).all(store),
        new PreTrainingNotes(experiment, folders).all(),
        testUse.notes(),
        command,
        Provenance.machine(engine));
  }
}
