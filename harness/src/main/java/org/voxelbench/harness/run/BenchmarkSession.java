package org.voxelbench.harness.run;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.base.claim.ClaimHolder;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.Engine;
import org.voxelbench.harness.check.ScheduleCheck;
import org.voxelbench.harness.checkpoint.CheckpointStart;
import org.voxelbench.harness.console.StopSignals;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.data.ExperimentData;
import org.voxelbench.harness.data.Faults;
import org.voxelbench.harness.data.MissingData;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.data.TestSetUsage;
import org.voxelbench.harness.data.VerifiedDatasets;
import org.voxelbench.harness.device.JavaCommand;
import org.voxelbench.harness.device.RankProcesses;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.forecast.Foretelling;
import org.voxelbench.harness.forecast.Slots;
import org.voxelbench.harness.tracking.Tracking;
import org.voxelbench.store.Attendance;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.loop.Limits;

/** Does what a {@link BenchmarkRequest} asks for, from its checks to the report. */
public final class BenchmarkSession {

  private final BenchmarkRequest request;
  private final JavaCommand java;
  private final Progress progress;
  private final PrintWriter out;
  private final DatasetCatalog catalog;
  private final Tracking tracking;

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
    this.tracking = new Tracking(request.tracking(), request.experiment().protocol().name());
  }

  /**
   * Lists the runs, what is missing, and an estimate of time, memory and disk.
   *
   * @throws BadInputException with what speaks against the benchmark, after the estimate; before
   *     it, if weights of others can't be read, without which there is none
   */
  public void dryRun() {
    Experiment experiment = request.experiment();
    testUse().refuseBeyondBound();
    List<String> missing = MissingData.sentences(experiment, catalog);
    try (Engine engine = open()) {
      introduce(engine, slots(engine));
      Faults faults = new Faults();
      VerifiedDatasets present =
          VerifiedDatasets.present(experiment, catalog, request.preparation(progress), faults);
      new ScheduleCheck(experiment).of(faults);
      present.allowed().forEach(out::println);
      faults.sentences().forEach(out::println);
      DryRun dryRun =
          new DryRun(experiment, Job.all(experiment, paths(engine.info().id())), catalog);
      boolean sound = faults.sentences().isEmpty();
      VerifiedDatasets whole = sound ? present : VerifiedDatasets.none();
      dryRun.list(out, missing);
      if (!startsAreRead(experiment)) {
        faults.refuse();
      }
      dryRun.rehearse(out, whole);
      if (!sound) {
        out.println("Until the faults above are mended, phantoms stand for all data sets here:");
      }
      dryRun.estimate(out, foretelling(engine), whole, progress);
      faults.refuse();
    }
  }

  private static boolean startsAreRead(Experiment experiment) {
    return experiment.methods().stream()
        .flatMap(method -> method.checkpoint().stream())
        .allMatch(CheckpointStart::isRead);
  }

  /**
   * Runs everything that is not done yet, beside others that may do so in the same folder, and sees
   * to it that the report is written.
   *
   * @return whether all runs are done
   * @throws BadInputException if data are missing, or others work in the folder otherwise
   */
  public boolean run() {
    long begin = System.nanoTime();
    Experiment experiment = request.experiment();
    Workspace workspace = request.workspace();
    TestSetUsage testUse = testUse();
    testUse.refuseBeyondBound();
    MissingData.refuse(MissingData.sentences(experiment, catalog));
    testUse.begin();
    RunStore store = new RunStore(workspace.root());
    try (Attendance present = store.enter();
        Engine engine = open()) {
      Preparation preparation = request.preparation(progress);
      Benchmark benchmark = new Benchmark(experiment, workspace, catalog, preparation, engine);
      List<DeviceSlot> slots = slots(engine);
      introduce(engine, slots);
      paths(engine.info().id()).refuseOtherPrecision(engine.info());
      try (Attendance begun =
          LaunchRecord.begin(workspace, experiment.protocol(), engine.info(), request.given())) {
        AtomicReference<JobFollower> follower = new AtomicReference<>();
        boolean allDone =
            benchmark.run(
                slots,
                (jobs, opened, prepared) -> {
                  follower.set(
                      JobFollower.begin(
                          foretelling(engine),
                          opened,
                          preparation,
                          workspace,
                          jobs,
                          begin,
                          begun.isAlone()));
                  progress.showLeft(follower.get()::secondsLeft);
                  return follower.get().follow(runner(engine, slots.size(), prepared), out);
                },
                this::say);
        finish(benchmark, engine.info().id(), slots.size(), testUse, follower.get());
        store.clear(present);
        return allDone;
      }
    }
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }

  /** Leaves what there is one of, unless another process has since all runs ended. */
  private void finish(
      Benchmark benchmark, String engine, int slots, TestSetUsage testUse, JobFollower follower) {
    Workspace workspace = request.workspace();
    try (Claim turn = new RunStore(workspace.root()).turn("report", reportWait())) {
      if (!LaunchRecord.read(workspace).filter(LaunchRecord::finished).isPresent()) {
        new BenchmarkReport(request, catalog, progress, out)
            .write(benchmark, testUse, engine, processes(slots));
        Job.all(request.experiment(), paths(engine)).forEach(job -> tracking.end(job.folder()));
        turn.check();
        LaunchRecord.finish(workspace);
        out.println();
        follower.finish(benchmark.peakBytes(processes(slots))).ifPresent(out::println);
      }
    }
    say("Report: " + page(workspace).toAbsolutePath().normalize().toUri());
  }

  /** Says once whose report is waited for; a signal ends the wait. */
  private Consumer<Optional<ClaimHolder>> reportWait() {
    AtomicBoolean said = new AtomicBoolean();
    return holder -> {
      StopSignals.request().check();
      if (holder.isPresent() && said.compareAndSet(false, true)) {
        say("Waiting for the report, which '" + holder.get().owner().host() + "' writes.");
      }
    };
  }

  private RunPaths paths(String engine) {
    return new RunPaths(request.experiment(), new RunStore(request.workspace().root()), engine);
  }

  private static Path page(Workspace workspace) {
    return workspace.report().resolve("index.html");
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
    return DeviceSlot.of(request.placement(), engine.info());
  }

  private Engine open() {
    return request.engine().open(request.placement(), request.experiment().protocol().ranks());
  }

  private void introduce(Engine engine, List<DeviceSlot> slots) {
    Introduction.say(engine, slots, request.placement().loaders(), out);
  }

  /**
   * Runs that share the machine, that are spread, that have a budget, or whose method comes from a
   * jar have a process of their own.
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
            RankProcesses.NONE,
            progress,
            Clock.systemUTC(),
            tracking);
    prepared.hashes().write(request.workspace());
    List<String> arguments = new ArrayList<>(request.jobArguments(engine.info()));
    if (slots == 1) {
      arguments.addAll(List.of("--device-reason", engine.info().deviceReason()));
    }
    SubprocessJobRunner apart =
        new SubprocessJobRunner(
            java,
            arguments,
            slots * request.placement().perRun(),
            limits,
            progress,
            System.out,
            Clock.systemUTC());
    boolean all = apart(slots);
    return (job, slot) -> (all || job.plugin().isPresent() ? apart : here).run(job, slot);
  }

  /** Whether all runs have a process of their own. */
  private boolean apart(int slots) {
    return slots > 1
        || request.placement().perRun() > 1
        || Limits.of(request.experiment().protocol(), StopSignals.request()).budget().bounds();
  }

  /** How many runs have a process of their own at a time. */
  private int processes(int slots) {
    boolean plugins =
        request.experiment().methods().stream().anyMatch(method -> method.plugin().isPresent());
    return apart(slots) ? slots * request.placement().perRun() : plugins ? 1 : 0;
  }
}
