package org.voxelbench.memory;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.voxelbench.engine.Precision;
import org.voxelbench.protocol.file.FixedPlan;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures one training step in this process, which should have done nothing else, and prints it;
 * {@link StepProcess} starts it.
 *
 * <p>A rehearsal with a tiny network loads classes and libraries. What is resident then is the
 * base; what weights, optimiser state, inputs and a step of the second kind (the first one makes
 * the optimiser's state and oneDNN's kernels) add to it at most is the peak.
 */
@Command(name = "step-memory", description = "Measures the peak memory of one training step.")
public final class StepMemoryMain implements Callable<Integer> {

  private static final int REHEARSED_FEATURES = 8;
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
    int stages = features.size();
    try (TrainingStep rehearsal =
        open(Collections.nCopies(stages, REHEARSED_FEATURES), Collections.nCopies(stages, 1))) {
      rehearsal.take();
      rehearsal.take();
    }
    MeasuredTask measured = task(features, blocks);
    long base = ResidentMemory.settled();
    try (TrainingStep step = side.open(measured, precision, threads)) {
      step.take();
      ResidentMemory.settled();
      ResidentMemory.forgetPeak();
      double loss = step.take();
      print("peak", ResidentMemory.peak() - base);
      print("loss", loss);
    }
    print("voxels", measured.voxels());
    print("parameters", measured.weights().parameters());
    return 0;
  }

  private TrainingStep open(List<Integer> itsFeatures, List<Integer> itsBlocks) {
    return side.open(task(itsFeatures, itsBlocks), precision, threads);
  }

  private MeasuredTask task(List<Integer> itsFeatures, List<Integer> itsBlocks) {
    FixedPlan plan =
        new FixedPlan(Collections.nCopies(3, SPACING), patch, batch, itsFeatures, itsBlocks);
    return MeasuredTasks.named(task, plan, Map.copyOf(settings));
  }

  private static void print(String key, Object value) {
    System.out.println(key + "=" + value);
  }
}
