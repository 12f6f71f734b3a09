package org.voxelbench.harness.cluster;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Suggestions;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.ranks.Ranks;
import org.voxelbench.harness.console.StopSignals;
import org.voxelbench.harness.data.ExperimentData;
import org.voxelbench.harness.device.EngineRequest;
import org.voxelbench.harness.device.JavaCommand;
import org.voxelbench.harness.device.Placement;
import org.voxelbench.harness.experiment.DataHashes;
import org.voxelbench.harness.run.BenchmarkRequest;
import org.voxelbench.harness.run.DeviceSlot;
import org.voxelbench.harness.run.Introduction;
import org.voxelbench.harness.run.Job;
import org.voxelbench.harness.run.JobRequest;
import org.voxelbench.harness.run.JobSession;
import org.voxelbench.harness.run.RunPaths;
import org.voxelbench.harness.run.StageSession;
import org.voxelbench.harness.run.SubprocessJobRunner;
import org.voxelbench.results.RunState;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.loop.Limits;

/**
 * One piece of a benchmark that was laid out in a folder.
 *
 * @param name {@code prepare}, {@code report}, or the id of a run or pre-training
 * @param request the benchmark as the folder has it
 * @param engine id of its engine
 * @param java starts the processes over which a training is spread
 * @param progress hears how far it is
 * @param out hears what came of it
 */
public record NamedJob(
    String name,
    BenchmarkRequest request,
    String engine,
    JavaCommand java,
    Progress progress,
    PrintWriter out) {

  private static final String CPU = "cpu";

  /**
   * Does it, unless it is done.
   *
   * @return whether it is done; of the report, whether all runs are
   * @throws BadInputException if there is no such job, or what it needs isn't done
   * @throws org.voxelbench.store.RunHeldException if another process works on it
   */
  public boolean run() {
    if (name.equals(JobMatrix.PREPARE)) {
      new StageSession(request, progress, out).prepare();
      return true;
    }
    if (name.equals(JobMatrix.REPORT)) {
      return new StageSession(request, progress, out).report();
    }
    Job job = job();
    if (job.folder().state() == RunState.DONE) {
      out.println(job.name() + " was done before.");
      out.flush();
      return true;
    }
    job.start().ifPresent(start -> refuseUnlessDone(job, start));
    refuseUnlessPrepared();
    takeFromTheDead(job);
    return request.placement().perRun() > 1 ? spread(job) : inThisProcess();
  }

  /**
   * Makes the job free if its owner died on another machine, which a process that was just started
   * can't tell without watching.
   */
  private void takeFromTheDead(Job job) {
    job.folder()
        .owner()
        .filter(holder -> holder.told().isEmpty())
        .ifPresent(
            holder -> {
              out.printf(
                  Locale.ROOT,
                  "%s is held by a process on '%s'; up to %d s are given it to show that it"
                      + " lives.%n",
                  job.name(),
                  holder.owner().host(),
                  holder.owner().deadAfter().toSeconds());
              out.flush();
            });
    job.folder().takeFromTheDead(StopSignals.request()::check).close();
  }

  private boolean inThisProcess() {
    return new JobSession(
            new JobRequest(
                request.experiment(),
                request.workspace(),
                request.data(),
                request.ledger(),
                onOneDevice(),
                EngineOptions.ASKED,
                Ranks.inThisProcess(request.experiment().protocol().ranks()),
                request.placement().loaders(),
                name,
                Optional.empty(),
                request.tracking()),
            progress,
            this::introduce)
        .run();
  }

  /** By a process for each of the devices that the scheduler grants. */
  private boolean spread(Job job) {
    Placement placement = request.placement().ofOneRun();
    EngineInfo opened;
    try (Engine trial = request.engine().open(placement, request.experiment().protocol().ranks())) {
      opened = trial.info();
      introduce(trial);
    }
    return new SubprocessJobRunner(
            java,
            request.jobArguments(opened),
            placement.perRun(),
            Limits.of(request.experiment().protocol(), StopSignals.request()),
            progress,
            System.out,
            Clock.systemUTC())
        .run(job, DeviceSlot.of(placement, opened).get(0));
  }

  private void introduce(Engine engine) {
    List<DeviceSlot> slots = DeviceSlot.of(request.placement().ofOneRun(), engine.info());
    Introduction.say(engine, slots, request.placement().loaders(), out);
  }

  private Job job() {
    RunPaths folders =
        new RunPaths(request.experiment(), new RunStore(request.workspace().root()), engine);
    var jobs = Job.all(request.experiment(), folders);
    return jobs.stream()
        .filter(job -> job.id().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "the benchmark in '"
                        + request.workspace().root()
                        + "' has no job '"
                        + name
                        + "'"
                        + Suggestions.hint(name, jobs.stream().map(Job::id).toList())
                        + "; 'voxelbench job --list' shows those that are left."));
  }

  private static void refuseUnlessDone(Job job, RunFolder start) {
    RunState state = start.state();
    if (state != RunState.DONE) {
      throw new BadInputException(
          job.name()
              + " starts from '"
              + start.id()
              + "', which is "
              + state.text()
              + "; do 'voxelbench job "
              + start.id()
              + "' first.");
    }
  }

  private void refuseUnlessPrepared() {
    if (!DataHashes.areThere(request.workspace())
        || !ExperimentData.isPrepared(request.experiment(), request.preparation(progress))) {
      throw new BadInputException(
          "the data of the benchmark in '"
              + request.workspace().root()
              + "' aren't prepared; do 'voxelbench job prepare' first.");
    }
  }

  /** A benchmark's devices side by side are one at a time here, and the scheduler says which. */
  private EngineRequest onOneDevice() {
    return request.placement().devices().contains(CPU)
        ? request.engine().on(CPU)
        : request.engine();
  }
}
