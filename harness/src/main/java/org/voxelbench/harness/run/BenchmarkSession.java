package org.voxelbench.harness.run;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.Engine;
import org.voxelbench.harness.console.StopSignals;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.data.ExperimentData;
import org.voxelbench.harness.data.Faults;
import org.voxelbench.harness.data.MissingData;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.data.TestSetUsage;
import org.voxelbench.harness.data.VerifiedDatasets;
import org.voxelbench.harness.device.EngineLine;
import org.voxelbench.harness.device.JavaCommand;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.forecast.Foretelling;
import org.voxelbench.harness.forecast.Slots;
import org.voxelbench.harness.picture.CaseOverlays;
import org.voxelbench.reports.examples.CaseRenderer;
import org.voxelbench.reports.page.ReportBuilder;
import org.voxelbench.reports.page.ReportChoices;
import org.voxelbench.results.ExperimentJson;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ResultRow;
import org.voxelbench.store.RunLock;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.loop.Limits;

/** Does what a {@link BenchmarkRequest} asks for, from its checks to the report. */
public final class BenchmarkSession {

  private static final Logger LOG = LoggerFactory.getLogger(BenchmarkSession.class);

  private final BenchmarkRequest request;
  private final JavaCommand java;
  private final Progress progress;
  private final PrintWriter out;
  private final DatasetCatalog catalog;

  /**
   * A session.
   *
   * @param java starts the processes of jobs that have one of their own
   * @param out hears of the device and the report
   */
  public BenchmarkSession(
      BenchmarkRequest request, JavaCommand java, Progress progress, PrintWriter out) {
    this.request = request;
    this.java = java;
    this.progress = progress;
    this.out = out;
    this.catalog = new DatasetCatalog(request.data(), request.workspace(), progress);
  }

  /** Lists the runs, what is missing, and an estimate of time, memory and disk. */
  public void dryRun() {
    Experiment experiment = request.experiment();
    testUse().refuseBeyondBound();
    List<String> missing = MissingData.sentences(experiment, catalog);
    try (Engine engine = request.engine().open(request.placement().devices())) {
      introduce(engine, slots(engine));
      Faults faults = new Faults();
      VerifiedDatasets present =
          VerifiedDatasets.present(experiment, catalog, preparation(), faults);
      new ScheduleCheck(experiment).of(faults);
      present.allowed().forEach(out::println);
      faults.sentences().forEach(out::println);
      RunPaths folders =
          new RunPaths(experiment, new RunStore(request.workspace().root()), engine.info().id());
      DryRun dryRun = new DryRun(experiment, Job.all(experiment, folders), catalog);
      VerifiedDatasets whole = faults.sentences().isEmpty() ? present : VerifiedDatasets.none();
      dryRun.list(out, missing, whole);
      dryRun.estimate(out, foretelling(engine), whole, progress);
      faults.refuse();
    }
  }

  /**
   * Runs everything that is not done yet, and writes the report.
   *
   * @return whether all runs are done
   * @throws BadInputException if data are missing, or another benchmark works in the folder
   */
  public boolean run() {
    long begin = System.nanoTime();
    Experiment experiment = request.experiment();
    Workspace workspace = request.workspace();
    TestSetUsage testUse = testUse();
    testUse.refuseBeyondBound();
    MissingData.refuse(MissingData.sentences(experiment, catalog));
    testUse.begin();
    try (RunLock lock = new RunStore(workspace.root()).lock();
        Engine engine = request.engine().open(request.placement().devices())) {
      Preparation preparation = preparation();
      Benchmark benchmark = new Benchmark(experiment, workspace, catalog, preparation, engine);
      List<DeviceSlot> slots = slots(engine);
      introduce(engine, slots);
      LaunchRecord.begin(workspace, experiment.protocol(), engine.info(), request.given());
      AtomicReference<JobFollower> follower = new AtomicReference<>();
      boolean allDone =
          benchmark.run(
              slots,
              (jobs, opened, prepared) -> {
                follower.set(
                    JobFollower.begin(
                        foretelling(engine), opened, preparation, workspace, jobs, begin));
                progress.showLeft(follower.get()::secondsLeft);
                return follower.get().follow(runner(engine, slots.size(), prepared), out);
              });
      Path page =
          report(
              benchmark,
              testUse,
              engine.info().id(),
              processes(slots.size()),
              new CaseOverlays(catalog, workspace, progress, out::println));
      LaunchRecord.finish(workspace);
      out.println();
      follower.get().finish(benchmark.peakBytes(processes(slots.size()))).ifPresent(out::println);
      out.println("Report: " + page.toAbsolutePath().normalize().toUri());
      out.flush();
      return allDone;
    }
  }

  private Preparation preparation() {
    Preparation preparation =
        new Preparation(
            request.experiment().protocol(),
            request.workspace(),
            request.placement().preprocessors(),
            progress);
    if (request.rehash()) {
      preparation.rehash();
    }
    return preparation;
  }

  private TestSetUsage testUse() {
    return TestSetUsage.of(request.experiment(), catalog, request.ledger());
  }

  private Foretelling foretelling(Engine engine) {
    int slots = slots(engine).size();
    return new Foretelling(
        request.experiment(),
        catalog,
        engine,
        request.placement(),
        new Slots(slots, processes(slots)),
        System::nanoTime);
  }

  private List<DeviceSlot> slots(Engine engine) {
    return DeviceSlot.of(request.placement().devices(), engine.info());
  }

  private void introduce(Engine engine, List<DeviceSlot> slots) {
    List<String> devices = slots.stream().map(DeviceSlot::device).toList();
    out.println(EngineLine.of(engine.info(), devices, request.placement().loaders()));
    out.flush();
    engine.warnings().forEach(LOG::warn);
  }

  /**
   * Runs that share the machine, that have a budget, or whose method comes from a jar have a
   * process of their own.
   */
  private JobRunner runner(Engine engine, int slots, ExperimentData prepared) {
    Limits limits = Limits.of(request.experiment().protocol(), StopSignals.request());
    LocalJobRunner here =
        new LocalJobRunner(
            request.experiment(),
            prepared,
            request.ledger(),
            engine,
            request.placement().loaders(),
            limits,
            progress,
            Clock.systemUTC());
    prepared.hashes().write(request.workspace());
    List<String> arguments = new ArrayList<>(request.jobArguments(engine.info()));
    if (slots == 1) {
      arguments.addAll(List.of("--device-reason", engine.info().deviceReason()));
    }
    SubprocessJobRunner apart =
        new SubprocessJobRunner(
            java, arguments, slots, limits, progress, System.out, Clock.systemUTC());
    boolean all = apart(slots);
    return (job, slot) -> (all || job.plugin().isPresent() ? apart : here).run(job, slot);
  }

  /** Whether all runs have a process of their own. */
  private boolean apart(int slots) {
    return slots > 1
        || Limits.of(request.experiment().protocol(), StopSignals.request()).budget().bounds();
  }

  /** How many runs have a process of their own at a time. */
  private int processes(int slots) {
    boolean plugins =
        request.experiment().methods().stream().anyMatch(method -> method.plugin().isPresent());
    return apart(slots) ? slots : plugins ? 1 : 0;
  }

  private Path report(
      Benchmark benchmark,
      TestSetUsage testUse,
      String engine,
      int processes,
      CaseRenderer painter) {
    Workspace workspace = request.workspace();
    List<ResultRow> rows = new RunStore(workspace.root()).collect();
    ExperimentSummary summary = benchmark.summary(request.command(), testUse, processes);
    ExperimentJson.write(workspace.root().resolve(ExperimentJson.NAME), summary);
    ReportBuilder.build(
        rows.stream().filter(row -> row.engine().equals(engine)).toList(),
        summary,
        workspace.root(),
        workspace.report(),
        ReportChoices.standard().with(painter));
    return workspace.report().resolve("index.html");
  }
}
