package org.voxelbench.harness.run;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.OneLine;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.data.VerifiedDatasets;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.forecast.Forecast;
import org.voxelbench.harness.forecast.ForecastFile;
import org.voxelbench.harness.forecast.Foretelling;
import org.voxelbench.harness.forecast.TimeLeft;
import org.voxelbench.harness.forecast.Work;
import org.voxelbench.results.RunState;
import org.voxelbench.store.RunHeldException;

/**
 * Follows the jobs of a benchmark: says how much time is left, and in the end how near what was
 * foretold came.
 */
final class JobFollower {

  private static final Logger LOG = LoggerFactory.getLogger(JobFollower.class);
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
   * @param alone whether no other process is at work in the folder, whose part nobody foretold
   */
  static JobFollower begin(
      Foretelling foretelling,
      VerifiedDatasets opened,
      Preparation preparation,
      Workspace workspace,
      List<Job> jobs,
      long begin,
      boolean alone) {
    List<Job> left = jobs.stream().filter(job -> job.folder().state() != RunState.DONE).toList();
    List<Work> work = left.stream().map(Job::work).toList();
    boolean builtIn = left.stream().allMatch(job -> job.plugin().isEmpty());
    Optional<Forecast> forecast =
        builtIn && !work.isEmpty() && foretelling.isSmall(work)
            ? foretold(foretelling, opened, preparation, work)
            : Optional.empty();
    LongSupplier nanoClock = foretelling.nanoClock();
    Optional<Forecast> whole =
        forecast.map(ofJobs -> ofJobs.after((nanoClock.getAsLong() - begin) * NANO, workspace));
    int slots = foretelling.slots().count();
    return new JobFollower(
        workspace,
        whole
            .map(foretold -> TimeLeft.of(foretold, work, slots, nanoClock))
            .orElseGet(() -> TimeLeft.of(foretelling.steps(work), work, slots, nanoClock)),
        whole.filter(foretold -> alone).map(foretold -> ForecastFile.begin(workspace, foretold)),
        begin,
        nanoClock);
  }

  /** A job that can't be rehearsed will fail by itself, and takes no other down. */
  private static Optional<Forecast> foretold(
      Foretelling foretelling, VerifiedDatasets opened, Preparation preparation, List<Work> work) {
    try {
      return Optional.of(foretelling.prepared(opened, preparation, work));
    } catch (RuntimeException e) {
      LOG.warn("What the benchmark will take can't be foretold: {}", OneLine.of(e));
      return Optional.empty();
    }
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
      boolean held = false;
      timeLeft.begin(job.id());
      try {
        done = runner.run(job, slot);
        return done;
      } catch (RunHeldException e) {
        held = true;
        throw e;
      } finally {
        if (held) {
          timeLeft.putBack(job.id());
        } else {
          timeLeft.end(job.id(), done);
          say(out);
        }
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
