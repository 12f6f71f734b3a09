package org.voxelbench.harness.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.console.ProcessMemory;
import org.voxelbench.harness.console.StopTimeout;
import org.voxelbench.harness.device.JavaCommand;
import org.voxelbench.results.RunState;
import org.voxelbench.store.Outcome;
import org.voxelbench.training.loop.InterruptedRunException;
import org.voxelbench.training.loop.Limits;
import org.voxelbench.training.protocol.Budget;

/**
 * Does each piece of work in a process of its own, which may crash, hang or eat memory without harm
 * to others.
 *
 * <p>A process that keeps to its budget ends itself; one that doesn't is ended from here.
 */
public final class SubprocessJobRunner implements JobRunner {

  private static final Logger LOG = LoggerFactory.getLogger(SubprocessJobRunner.class);

  /** How often a process is looked at. */
  private static final long LOOK_MILLIS = 200;

  /** What a process may take beyond its hours to end itself. */
  private static final double GRACE_SECONDS = 10;

  private static final double GRACE_SHARE = 0.1;

  /** What a process that was asked to stop may take to save, shorter than {@link StopTimeout}. */
  private static final long STOP_SECONDS = 52;

  private static final double SECONDS_PER_HOUR = 3600;
  private static final double BYTES_PER_GIB = 1L << 30;
  private static final int OUT_OF_HEAP = 3;

  private final JavaCommand java;
  private final List<String> arguments;
  private final int slots;
  private final Limits limits;
  private final Progress progress;
  private final PrintStream out;
  private final Clock clock;

  /**
   * A runner of such processes.
   *
   * @param arguments of {@code voxelbench work}, but for the unit and the device
   * @param slots how many processes run side by side
   */
  public SubprocessJobRunner(
      JavaCommand java,
      List<String> arguments,
      int slots,
      Limits limits,
      Progress progress,
      PrintStream out,
      Clock clock) {
    this.java = java;
    this.arguments = List.copyOf(arguments);
    this.slots = slots;
    this.limits = limits;
    this.progress = progress;
    this.out = out;
    this.clock = clock;
  }

  @Override
  public boolean run(Job job, DeviceSlot slot) {
    limits.interruption().check();
    if (job.folder().state() == RunState.DONE) {
      try (Progress.Stage stage = progress.stage(job.name() + ", done before", 0, "step")) {
        return true;
      }
    }
    takeFromTheDead(job);
    Process process = start(job, slot);
    try {
      Optional<String> overrun = watch(process, slot);
      int code = process.waitFor();
      RunState state = job.folder().state();
      if (state == RunState.DONE) {
        return true;
      }
      if (code == ExitCode.INTERRUPTED) {
        limits.interruption().request("a signal to the process of " + job.name());
      }
      limits.interruption().check();
      if (!state.ended()) {
        seal(job, overrun, code);
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException("an interrupt");
    } finally {
      process.destroyForcibly();
    }
  }

  /** Only a process that lives for long can tell that one on another machine died. */
  private static void takeFromTheDead(Job job) {
    job.folder().lock().close();
  }

  private Process start(Job job, DeviceSlot slot) {
    List<String> work = new ArrayList<>(List.of("work"));
    work.addAll(arguments);
    work.addAll(List.of("--device", slot.device(), "--unit", job.id()));
    if (slot.spread()) {
      work.addAll(List.of("--others", String.join(",", slot.others())));
    }
    long heap = heapBytes(Runtime.getRuntime().maxMemory(), slots, slot, limits.budget());
    List<String> command = java.with(heap >> 20, work);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    boolean direct = slot.alone() && System.console() != null;
    if (direct) {
      builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    }
    try {
      Process process = builder.start();
      if (!direct) {
        pass(process, slot.alone() ? "" : "[" + job.name() + "] ");
      }
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException("can't start a process for " + job.name(), e);
    }
  }

  /**
   * The heap of a process: side by side they share the one that a single one would have, within the
   * budget, if that is of the host's memory.
   *
   * @param whole bytes that a single one would have
   */
  public static long heapBytes(long whole, int slots, DeviceSlot slot, Budget budget) {
    long share = whole / slots;
    return slot.onCpu() && budget.memoryGiB() != null
        ? Math.min(share, (long) (budget.memoryGiB() * BYTES_PER_GIB))
        : share;
  }

  private void pass(Process process, String prefix) {
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(
                      new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(line -> out.println(prefix + line));
              } catch (IOException e) {
                LOG.warn("the output of a run was cut off: {}", e.getMessage());
              }
            },
            "output of a run");
    reader.setDaemon(true);
    reader.start();
  }

  /** Waits for the end of a process; ends it where it must be, and says why. */
  private Optional<String> watch(Process process, DeviceSlot slot) throws InterruptedException {
    long begin = System.nanoTime();
    while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (limits.interruption().requested().isPresent()) {
        limits.interruption().holdUp(() -> stop(process));
        return Optional.empty();
      }
      Optional<String> overrun = overrun(process, slot, (System.nanoTime() - begin) * 1e-9);
      if (overrun.isPresent()) {
        process.destroyForcibly();
        return overrun;
      }
    }
    return Optional.empty();
  }

  /** Asks a process to stop, and ends it if it doesn't; whether it stopped by itself. */
  private static boolean stop(Process process) {
    process.destroy();
    try {
      return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }

  private Optional<String> overrun(Process process, DeviceSlot slot, double seconds) {
    Budget budget = limits.budget();
    if (budget.hours() != null) {
      double allowed = budget.hours() * SECONDS_PER_HOUR;
      if (seconds > allowed + Math.max(GRACE_SECONDS, GRACE_SHARE * allowed)) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "it took %.1f s of the %.1f s of budget.hours and didn't end by itself, so its"
                    + " process was ended.",
                seconds,
                allowed));
      }
    }
    // A card's memory is told to its process alone, which ends itself.
    if (budget.memoryGiB() != null && slot.onCpu()) {
      double used = ProcessMemory.residentBytes(process.pid()) / BYTES_PER_GIB;
      if (used > budget.memoryGiB()) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "its process's resident memory was %.2f GiB of the %.2f GiB of budget.memoryGiB, so"
                    + " it was ended.",
                used,
                budget.memoryGiB()));
      }
    }
    return Optional.empty();
  }

  private void seal(Job job, Optional<String> overrun, int code) {
    try (Claim held = job.folder().lock()) {
      String reason = overrun.orElseGet(() -> reason(code));
      RunState state = overrun.isPresent() ? RunState.OUT_OF_BUDGET : RunState.FAILED;
      LOG.error("{} {}: {}", job.name(), state.text(), reason);
      if (job.folder().state() == RunState.RUNNING) {
        job.folder().seal(state, reason, Outcome.none(), clock.instant());
      }
    }
  }

  private static String reason(int code) {
    if (code == OUT_OF_HEAP) {
      return "its process ran out of Java heap; give more by VOXELBENCH_JAVA_OPTS=-Xmx…, or fewer"
          + " runs side by side.";
    }
    return code > 128
        ? "its process was killed by signal "
            + (code - 128)
            + (code == 137 ? ", as the system does when memory runs out." : ".")
        : "its process ended with code " + code + "; what it said stands above.";
  }
}
