package org.voxelbench.harness.run;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.PeakMemory;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;
import org.voxelbench.training.loss.SegmentationObjective;
import org.voxelbench.training.loss.SegmentationTask;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;

/**
 * Measures a few training steps on made-up data, on a part of them where the whole would take too
 * long or doesn't fit.
 *
 * @param secondsPerStep one step of the full patch and batch, scaled by voxels from what was
 *     measured
 * @param memoryBytes peak memory of the device for the full patch and batch, scaled likewise
 * @param beforeBytes share of it that was held before the first step
 * @param programBytes what the process held then of the host's memory, but for the Java heap
 * @param measuredPatch the patch that was measured, {@code [D, H, W]}
 * @param scale how many times more voxels the full batch has
 */
record StepProbe(
    double secondsPerStep,
    double memoryBytes,
    double beforeBytes,
    double programBytes,
    int[] measuredPatch,
    double scale) {

  private static final int LARGEST_EDGE = 64;
  private static final int MEASURED_STEPS = 2;
  private static final int WEIGHTS_AND_GRADIENT = 2;

  /**
   * Measures a network on a patch.
   *
   * <p>On the CPU a part of it is enough. A card is idle for most of a small step, so that there
   * the whole batch is measured, or one whole patch, as the memory that is free allows.
   */
  static StepProbe measure(
      Engine engine,
      Network network,
      SegmentationTask task,
      Optimizer optimizer,
      int[] patch,
      int batchSize) {
    int[] total = network.architecture().totalStride();
    int[] part = new int[3];
    Arrays.setAll(
        part, axis -> Math.min(patch[axis], Math.max(2, LARGEST_EDGE / total[axis]) * total[axis]));
    int partBatch = Arrays.equals(part, patch) ? batchSize : 1;
    StepProbe small =
        measure(engine, network, task, optimizer, part, partBatch, voxels(patch) * batchSize);
    OptionalLong free = engine.freeMemoryBytes();
    if (small.scale == 1 || free.isEmpty()) {
      return small;
    }
    for (int batch : batchSize == 1 ? new int[] {1} : new int[] {batchSize, 1}) {
      if (small.memoryBytes * batch / batchSize <= free.getAsLong()) {
        return measure(engine, network, task, optimizer, patch, batch, voxels(patch) * batchSize);
      }
    }
    return small;
  }

  /** Measures on a patch and batch of its own and scales by voxels. */
  private static StepProbe measure(
      Engine engine,
      Network network,
      SegmentationTask task,
      Optimizer optimizer,
      int[] patch,
      int batch,
      double voxels) {
    double scale = voxels / (voxels(patch) * batch);
    int copies = WEIGHTS_AND_GRADIENT + optimizer.slots();
    double weightBytes = copies * 4.0 * network.weights().parameters();
    engine.resetPeakMemory();
    double before = engine.peakMemoryBytes();
    double program = Math.max(0, PeakMemory.ofProcess(() -> 0) - usedHeap());
    double seconds = seconds(engine, network, task, optimizer, patch, batch);
    double activations = Math.max(0, engine.peakMemoryBytes() - before - weightBytes);
    return new StepProbe(
        seconds * scale, before + weightBytes + activations * scale, before, program, patch, scale);
  }

  private static double usedHeap() {
    return (double) Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static double seconds(
      Engine engine,
      Network network,
      SegmentationTask task,
      Optimizer optimizer,
      int[] patch,
      int batchSize) {
    SegmentationObjective objective = new SegmentationObjective(network, task, false, false);
    Set<String> trainable = new LinkedHashSet<>(network.weights().names());
    trainable.removeAll(network.idleWeights());
    try (Weights weights =
            engine.weights(Initialization.HE.draw(network.weights(), new RandomStreams(0)));
        Batch batch = engine.stage(madeUp(network.inputChannels(), patch, batchSize));
        Training training = engine.training(objective, weights, trainable, optimizer)) {
      training.step(batch, 1e-3);
      long start = System.nanoTime();
      for (int step = 0; step < MEASURED_STEPS; step++) {
        training.step(batch, 1e-3);
      }
      return (System.nanoTime() - start) * 1e-9 / MEASURED_STEPS;
    }
  }

  private static Map<String, NdArray> madeUp(int channels, int[] patch, int batchSize) {
    RandomStream random = new RandomStreams(0).stream("probe");
    float[] target = new float[batchSize * patch[0] * patch[1] * patch[2]];
    float[] image = new float[channels * target.length];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < target.length; i++) {
      target[i] = random.chance(0.1) ? 1 : 0;
    }
    return Map.of(
        SegmentationObjective.IMAGE, NdArray.of(shape(batchSize, channels, patch), image),
        SegmentationObjective.TARGET, NdArray.of(shape(batchSize, 1, patch), target));
  }

  private static int[] shape(int batchSize, int channels, int[] patch) {
    return new int[] {batchSize, channels, patch[0], patch[1], patch[2]};
  }

  private static double voxels(int[] patch) {
    return (double) patch[0] * patch[1] * patch[2];
  }
}
