package org.voxelbench.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.PeakMemory;
import org.voxelbench.engine.Precision;

/**
 * The steps of {@link StepBenchmark} in a process that takes the commands of {@code peer.py}, and
 * {@code settings FOLDER}, which it answers by what the peer is to do.
 */
final class OwnSide {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final StepBenchmark operations;

  private OwnSide(StepBenchmark operations) {
    this.operations = operations;
  }

  /** Answers the lines of the standard input; the arguments are subject, precision and threads. */
  public static void main(String[] args) throws IOException {
    StepBenchmark operations = new StepBenchmark();
    operations.library = BenchPlan.ENGINE;
    operations.subject = Subject.valueOf(args[0]);
    operations.precision = Precision.valueOf(args[1]);
    operations.threads = Integer.parseInt(args[2]);
    operations.open();
    OwnSide side = new OwnSide(operations);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    print(Map.of("description", description()));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      print(side.answer(line.split(" ")));
    }
    operations.close();
  }

  private static void print(Object answer) throws IOException {
    System.out.println(JSON.writeValueAsString(answer));
  }

  private static String description() {
    return "LibTorch through JavaCPP, oneDNN "
        + torch.get_mkldnn_version().getString()
        + ", "
        + torch.get_cpu_capability().getString()
        + ", Java "
        + Runtime.version();
  }

  private Object answer(String[] words) throws IOException {
    return switch (words[0]) {
      case "settings" ->
          PeerSettings.write(
              Path.of(words[1]), operations.subject, operations.precision, operations.threads);
      case "memory" -> Map.of("peakBytes", PeakMemory.ofProcess(Pointer::physicalBytes));
      case "step" -> timed(() -> operations.step().loss(), Integer.parseInt(words[1]));
      case "forward" ->
          timed(() -> operations.forward().get("logits").at(0), Integer.parseInt(words[1]));
      default -> throw new IllegalArgumentException("there is no command '" + words[0] + "'.");
    };
  }

  private Block timed(DoubleSupplier operation, int times) {
    List<Double> seconds = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    long cpuBefore = system.getProcessCpuTime();
    for (int i = 0; i < times; i++) {
      long begin = System.nanoTime();
      values.add(operation.getAsDouble());
      seconds.add((System.nanoTime() - begin) / NANOS);
    }
    double cpuSeconds = (system.getProcessCpuTime() - cpuBefore) / NANOS / times;
    return new Block(seconds, cpuSeconds, values);
  }
}
