package org.voxelbench.harness.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.PeakMemory;
import org.voxelbench.harness.check.RankCheck;
import org.voxelbench.harness.check.ScheduleCheck;
import org.voxelbench.harness.check.TransferRehearsal;
import org.voxelbench.harness.console.HostInfo;
import org.voxelbench.harness.console.StopSignals;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.data.ExperimentData;
import org.voxelbench.harness.data.Faults;
import org.voxelbench.harness.data.LabelledDataset;
import org.voxelbench.harness.data.PlanFit;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.data.TestSetUsage;
import org.voxelbench.harness.data.VerifiedDatasets;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.RunSpec;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.RunStore;

/** Takes an experiment from raw data to sealed runs; what is done already is left as it is. */
public final class Benchmark {

  /** Makes the runner of the work once the data are there. */
  @FunctionalInterface
  public interface Runners {

    JobRunner over(List<Job> jobs, VerifiedDatasets opened, ExperimentData data);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Benchmark.class);

  private final Experiment experiment;
  private final DatasetCatalog catalog;
  private final Preparation preparation;
  private final Engine engine;
  private final RunStore store;
  private final RunPaths folders;
  private final List<String> remarks = new ArrayList<>();
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
   * @param news hears whom it waits for
   * @return whether all runs are done, here or by other processes
   */
  public boolean run(List<DeviceSlot> slots, Runners runners, Consumer<String> news) {
    VerifiedDatasets opened = prepare();
    List<Job> jobs = jobs();
    return new Scheduler(
            jobs,
            runners.over(jobs, opened, data),
            MemoryBudget.ofMachine(),
            StopSignals.request(),
            news)
        .run(slots);
  }

  /**
   * Verifies, plans, preprocesses and rehearses, as far as that is not done yet.
   *
   * @return all data sets
   */
  VerifiedDatasets prepare() {
    Faults faults = new Faults();
    folders.checkPlugins(faults);
    new ScheduleCheck(experiment).of(faults);
    RankCheck ranks = new RankCheck(experiment);
    ranks.of(faults);
    faults.refuse(store.folder());
    VerifiedDatasets opened =
        VerifiedDatasets.open(experiment, catalog, preparation, store.folder());
    folders.checkData(opened, faults);
    faults.refuse(store.folder());
    data = ExperimentData.prepare(experiment, opened, catalog, preparation);
    rehearse(faults);
    ranks.of(data.labelled(), faults);
    faults.refuse(store.folder());
    remarks.addAll(opened.allowed());
    List<String> unfit =
        new PlanFit(experiment.protocol().plans().fixed().patchSize()).remarks(data);
    unfit.forEach(LOG::warn);
    remarks.addAll(unfit);
    return opened;
  }

  /** All data; to be asked after {@link #prepare}. */
  ExperimentData data() {
    return data;
  }

  /** All work. */
  List<Job> jobs() {
    return Job.all(experiment, folders);
  }

  /** Adds a sentence that the report says beside the numbers. */
  void remark(String sentence) {
    remarks.add(sentence);
  }

  /** Every transfer from shapes alone, before the first training minute. */
  private void rehearse(Faults faults) {
    TransferRehearsal rehearsal = new TransferRehearsal(experiment);
    Set<List<String>> done = new HashSet<>();
    for (RunSpec run : experiment.runs()) {
      boolean first = done.add(List.of(run.method().label(), run.dataset().name()));
      if (first && run.method().pretrained()) {
        faults.guard(() -> rehearsal.of(run.method(), data.labelled().get(run.dataset().name())));
      }
    }
  }

  /**
   * What a report says beside the numbers; to be asked after {@link #run}.
   *
   * @param processes how many processes of their own runs had at a time; 0 if they had none
   */
  public ExperimentSummary summary(String command, TestSetUsage testUse, int processes) {
    Map<String, String> machine = Provenance.machine(engine);
    machine.put(
        "Peak memory of the host",
        HostInfo.gibibytes(peakBytes(processes))
            + ", of all processes until the report was written, as a scheduler counts it");
    return experiment.summary(
        data.labelled().values().stream().map(LabelledDataset::note).toList(),
        new RunNotes(experiment, folders, engine.info()).all(store),
        new PreTrainingNotes(experiment, folders).all(),
        testUse.notes(),
        new RecipeNotes(experiment.protocol(), data.labelled().values()).all(experiment.methods()),
        remarks,
        command,
        machine);
  }

  /**
   * Peak memory of all processes; the largest run is that of all benchmarks in this folder, and
   * other processes have their own.
   *
   * @param processes how many processes of their own runs had at a time; 0 if they had none
   */
  long peakBytes(int processes) {
    long own = PeakMemory.sinceStart();
    long largest =
        Stream.concat(store.runs().stream(), store.preTrainings().stream())
            .mapToLong(Manifest::hostPeakBytes)
            .max()
            .orElse(0);
    return processes == 0 ? Math.max(own, largest) : own + processes * largest;
  }
}
