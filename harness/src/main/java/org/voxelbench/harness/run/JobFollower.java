package org.voxelbench.harness.run;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.data.VerifiedDatasets;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.forecast.Forecast;
import org.voxelbench.harness.forecast.ForecastFile;
import org.voxelbench.harness.forecast.Foretelling;
import org.voxelbench.harness.forecast.TimeLeft;
import org.voxelbench.harness.forecast.Work;
import org.voxelbench.results.RunState;

/**
 * Follows the jobs of a benchmark: says how much time is left, and in the end how near what was
 * foretold came.
 */
final class JobFollower {

  private static final double NANO = 1e-9;

  private final Workspace workspace;
  private final TimeLeft timeLeft;
  private final Optional<ForecastFile> file;
  private final long begin;
  private final LongSupplier nanoClock;

  private JobFollower(
      Workspace workspace,
      TimeLeft timeLeft,
      Optional<ForecastFile> file,
      long begin,
      LongSupplier nanoClock) {
    this.workspace = workspace;
    this.timeLeft = timeLeft;
    this.file = file;
    this.begin = begin;
    this.nanoClock = nanoClock;
  }

  /**
   * Foretells the jobs that are left, if that costs little beside them, and begins to follow them.
   *
   * <p>Methods of a jar are not rehearsed here: their work has processes of its own.
   *
   * @param begin what the clock said as the benchmark began
   */
  static JobFollower begin(
      Foretelling foretelling,
      VerifiedDatasets opened,
      Preparation preparation,
      Workspace workspace,
      List<Job> jobs,
      long begin) {
    LongSupplier nanoClock = foretelling.nanoClock();
    List<Job> left = jobs.stream().filter(job -> job.folder().state() != RunState.DONE).toList();
    List<Work> work = left.stream().map(Job::work).toList();
    int slots = foretelling.slots().count();
    boolean builtIn = left.stream().allMatch(job -> job.plugin().isEmpty());
    if (!builtIn || !foretelling.isSmall(work)) {
      Map<String, Double> steps =
          work.stream()
              .collect(Collectors.toMap(Work::id, job -> (double) foretelling.length(job).steps()));
      TimeLeft unknown = TimeLeft.of(steps, work, slots, nanoClock);
      return new JobFollower(workspace, unknown, Optional.empty(), begin, nanoClock);
    }
    Forecast jobsAlone = foretelling.prepared(opened, preparation, work);
    Forecast whole = jobsAlone.after((nanoClock.getAsLong() - begin) * NANO, workspace);
    return new JobFollower(
        workspace,
        TimeLeft.of(whole, work, slots, nanoClock),
        Optional.of(ForecastFile.begin(workspace, whole)),
        begin,
        nanoClock);
  }

  /** Seconds until the benchmark's end; empty while nothing is known of them. */
  OptionalDouble secondsLeft() {
    return timeLeft.seconds();
  }

  /**
   * Does jobs as another runner, and follows them.
   *
   * @param out hears after each job how many have ended, and what time is left
   */
  JobRunner follow(JobRunner runner, PrintWriter out) {
    return (job, slot) -> {
      boolean done = false;
      timeLeft.begin(job.id());
      try {
        done = runner.run(job, slot);
        return done;
      } finally {
        timeLeft.end(job.id(), done);
        say(out);
      }
    };
  }

  private void say(PrintWriter out) {
    int ended = timeLeft.ended();
    if (ended == 0 || ended == timeLeft.jobs()) {
      return;
    }
    timeLeft
        .seconds()
        .ifPresent(
            seconds -> {
              out.println(
                  "Benchmark: "
                      + ended
                      + " of "
                      + timeLeft.jobs()
                      + " jobs have ended, about "
                      + ConsoleProgress.duration(seconds)
                      + " left.");
              out.flush();
            });
  }

  /**
   * Notes what the benchmark took beside what was foretold.
   *
   * @param hostBytes peak memory of all its processes
   * @return both in a sentence; empty if nothing was foretold
   */
  Optional<String> finish(double hostBytes) {
    double seconds = (nanoClock.getAsLong() - begin) * NANO;
    return file.map(begun -> begun.finish(workspace, seconds, hostBytes));
  }
}
