package org.voxelbench.harness.selftest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.voxelbench.harness.device.JavaCommand;
import org.voxelbench.training.loop.InterruptedRunException;

/** A process that does one part of the self-test; what it says goes into a log. */
final class PartProcess implements AutoCloseable {

  private static final long LOOK_MILLIS = 5;

  private final Process process;
  private final Path log;

  private PartProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts one.
   *
   * @param subject the engine that it opens
   * @param folder where it works
   * @param workload the training's name
   * @param kind what it does with it
   */
  static PartProcess start(
      JavaCommand java, Subject subject, Path folder, String workload, PartCommand.Kind kind) {
    Path log = folder.resolve("log.txt");
    List<String> command =
        java.with(
            Runtime.getRuntime().maxMemory() >> 20,
            PartCommand.arguments(subject, folder, workload, kind));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new PartProcess(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException("can't start a process: " + e.getMessage(), e);
    }
  }

  /**
   * Kills it (SIGKILL) as soon as something holds.
   *
   * @return whether it was still at work then
   */
  boolean killOnce(BooleanSupplier moment, Deadline deadline) {
    while (!waitFor(LOOK_MILLIS) && !deadline.passed()) {
      if (moment.getAsBoolean()) {
        process.destroyForcibly();
        return exitCode() != 0;
      }
    }
    return false;
  }

  /** Waits for its end, until the deadline; whether it came. */
  boolean ended(Deadline deadline) {
    return waitFor((long) Math.max(0, deadline.secondsLeft() * 1000));
  }

  private boolean waitFor(long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException("an interrupt");
    }
  }

  /** Whether it did its part. */
  boolean succeeded() {
    return process.exitValue() == 0;
  }

  /** Why it didn't. */
  String failure() {
    try {
      List<String> said =
          Files.readAllLines(log).stream().map(String::strip).filter(s -> !s.isEmpty()).toList();
      String last = said.isEmpty() ? "it said nothing" : said.get(said.size() - 1);
      return "its process ended with code " + process.exitValue() + ": " + last;
    } catch (IOException e) {
      throw new UncheckedIOException("can't read '" + log + "': " + e.getMessage(), e);
    }
  }

  private int exitCode() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException("an interrupt");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    exitCode();
  }
}
