package org.voxelbench.memory;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.voxelbench.engine.Precision;
import org.voxelbench.training.protocol.FixedPlan;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures one training step in this process, which should have done nothing else, and prints it;
 * {@link StepProcess} starts it.
 *
 * <p>The whole is done twice. The first time loads classes and libraries, lets oneDNN make its
 * kernels and LibTorch its buffers; what is resident after it was closed is the base. What weights,
 * optimiser state, inputs and a second step (the first one makes the optimiser's state) add to the
 * base at most is the peak.
 */
@Command(name = "step-memory", description = "Measures the peak memory of one training step.")
public final class StepMemoryMain implements Callable<Integer> {

  private static final double SPACING = 1;

  @Option(names = "--side", required = true)
  private Side side;

  @Option(names = "--task", required = true)
  private String task;

  @Option(names = "--precision", required = true)
  private Precision precision;

  @Option(names = "--patch", required = true, split = "x")
  private List<Integer> patch;

  @Option(names = "--batch", required = true)
  private int batch;

  @Option(names = "--features", required = true, split = ",")
  private List<Integer> features;

  @Option(names = "--blocks", required = true, split = ",")
  private List<Integer> blocks;

  @Option(names = "--setting", description = "a whole number of the method's settings: key=value")
  private Map<String, Integer> settings = new HashMap<>();

  @Option(names = "--threads", defaultValue = "2")
  private int threads;

  /** Measures and exits with 0, or 1 if it fails. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new StepMemoryMain())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(args));
  }

  @Override
  public Integer call() {
    MeasuredTask measured = task();
    takeTwoSteps(measured);
    long base = ResidentMemory.settled();
    double loss = takeTwoSteps(measured);
    print("peak", ResidentMemory.peak() - base);
    print("loss", loss);
    print("voxels", measured.voxels());
    print("parameters", measured.weights().parameters());
    return 0;
  }

  /** Forgets the peak before the second step, and returns its loss. */
  private double takeTwoSteps(MeasuredTask measured) {
    try (TrainingStep step = side.open(measured, precision, threads)) {
      step.take();
      ResidentMemory.settled();
      ResidentMemory.forgetPeak();
      return step.take();
    }
  }

  private MeasuredTask task() {
    FixedPlan plan = new FixedPlan(Collections.nCopies(3, SPACING), patch, batch, features, blocks);
    return MeasuredTasks.named(task, plan, Map.copyOf(settings));
  }

  private static void print(String key, Object value) {
    System.out.println(key + "=" + value);
  }
}
