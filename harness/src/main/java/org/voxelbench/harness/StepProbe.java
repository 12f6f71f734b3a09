package org.voxelbench.harness;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;
import org.voxelbench.protocol.loss.SegmentationObjective;
import org.voxelbench.protocol.loss.SegmentationTask;
import org.voxelbench.protocol.network.Initialization;
import org.voxelbench.protocol.network.UNet;
import org.voxelbench.protocol.random.RandomStream;
import org.voxelbench.protocol.random.RandomStreams;

/**
 * Measures a few training steps on made-up data, on a part of the patch where the whole would take
 * too long.
 *
 * @param secondsPerStep one step of the full patch and batch, scaled by voxels from what was
 *     measured
 * @param memoryBytes peak memory of the full patch and batch, scaled likewise
 * @param measuredPatch the patch that was measured, {@code [D, H, W]}
 * @param scale how many times more voxels the full batch has
 */
record StepProbe(double secondsPerStep, double memoryBytes, int[] measuredPatch, double scale) {

  private static final int LARGEST_EDGE = 64;
  private static final int MEASURED_STEPS = 2;
  private static final int COPIES_OF_WEIGHTS = 3;

  /** Measures a network on a patch. */
  static StepProbe measure(
      Engine engine, UNet network, SegmentationTask task, int[] patch, int batchSize) {
    int[] total = network.architecture().totalStride();
    int[] probe = new int[3];
    Arrays.setAll(
        probe,
        axis -> Math.min(patch[axis], Math.max(2, LARGEST_EDGE / total[axis]) * total[axis]));
    boolean whole = Arrays.equals(probe, patch);
    int probeBatch = whole ? batchSize : 1;
    double scale = (double) voxels(patch) * batchSize / ((double) voxels(probe) * probeBatch);
    double weightBytes = COPIES_OF_WEIGHTS * 4.0 * network.weights().parameters();
    double before = engine.peakMemoryBytes();
    double seconds = seconds(engine, network, task, probe, probeBatch);
    double activations = Math.max(0, engine.peakMemoryBytes() - before - weightBytes);
    return new StepProbe(seconds * scale, before + weightBytes + activations * scale, probe, scale);
  }

  private static double seconds(
      Engine engine, UNet network, SegmentationTask task, int[] patch, int batchSize) {
    SegmentationObjective objective = new SegmentationObjective(network, task, false, false);
    Set<String> trainable = new LinkedHashSet<>(network.weights().names());
    trainable.removeAll(network.idleWeights());
    try (Weights weights =
            engine.weights(Initialization.HE.draw(network.weights(), new RandomStreams(0)));
        Batch batch = engine.stage(madeUp(network.inputChannels(), patch, batchSize));
        Training training =
            engine.training(objective, weights, trainable, Optimizer.Sgd.nnUNet())) {
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
    float[] target = new float[batchSize * voxels(patch)];
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

  private static int voxels(int[] patch) {
    return patch[0] * patch[1] * patch[2];
  }
}
