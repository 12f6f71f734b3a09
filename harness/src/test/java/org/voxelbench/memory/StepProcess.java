package org.voxelbench.memory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.voxelbench.engine.Precision;
import org.voxelbench.training.protocol.FixedPlan;

/**
 * Measures training steps, each in a process of its own whose heap is resident from the start and
 * whose freed memory goes back to the system at once, so that what it grows by is what a step uses.
 *
 * @param threads threads of one op
 */
record StepProcess(int threads) {

  private static final Map<String, String> GIVES_MEMORY_BACK =
      Map.of(
          "MALLOC_MMAP_THRESHOLD_", "65536",
          "MALLOC_TRIM_THRESHOLD_", "0",
          "MALLOC_ARENA_MAX", "1",
          "OMP_WAIT_POLICY", "PASSIVE");

  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-Xms2g",
          "-Xmx2g",
          "-XX:+AlwaysPreTouch",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Djava.awt.headless=true",
          "-Dorg.bytedeco.javacpp.noPointerGC=true",
          "-Dorg.bytedeco.javacpp.maxBytes=0",
          "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");

  /**
   * Measures a step.
   *
   * @param task its name in {@link MeasuredTasks}
   * @param plan patch, batch and network
   * @param settings whole numbers among the method's settings that differ from its defaults
   */
  StepMemory measure(
      Side side, String task, Precision precision, FixedPlan plan, Map<String, Integer> settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JAVA_OPTIONS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(StepMemoryMain.class.getName());
    command.addAll(
        List.of(
            "--side=" + side,
            "--task=" + task,
            "--precision=" + precision,
            "--patch=" + joined(plan.patchSize(), "x"),
            "--batch=" + plan.batchSize(),
            "--features=" + joined(plan.features(), ","),
            "--blocks=" + joined(plan.blocks(), ","),
            "--threads=" + threads));
    settings.forEach((key, value) -> command.add("--setting=" + key + "=" + value));
    return printed(command);
  }

  private static String joined(List<Integer> numbers, String separator) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(separator));
  }

  private static StepMemory printed(List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(GIVES_MEMORY_BACK);
    Properties printed = new Properties();
    try {
      Process process = builder.start();
      try (InputStream out = process.getInputStream()) {
        printed.load(out);
      }
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "'" + String.join(" ", command) + "' ended with " + process.exitValue() + ".");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("'" + command.get(0) + "' can't be started.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a step was measured", e);
    }
    return new StepMemory(
        Long.parseLong(printed.getProperty("peak")),
        Double.parseDouble(printed.getProperty("loss")),
        Long.parseLong(printed.getProperty("voxels")),
        Long.parseLong(printed.getProperty("parameters")));
  }
}
