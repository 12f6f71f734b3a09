package org.voxelbench.harness.forecast;

import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;
import org.voxelbench.training.loader.BatchLoader;
import org.voxelbench.training.loop.StagedBatch;
import org.voxelbench.training.loop.TrainingData;
import org.voxelbench.training.loop.TrainingTask;
import org.voxelbench.training.schedule.Trainable;

/**
 * Trains a few steps as the loop does, while loaders make batches ahead on the same cores, and
 * throws them away.
 *
 * @param engine what is measured
 * @param nanoClock a clock that can't go back
 */
record StepMeasurement(Engine engine, LongSupplier nanoClock) {

  /** Until loaders are as far ahead as they get, and libraries know the shapes. */
  static final int WARM_UP = 3;

  static final int MEASURED = 4;

  /** What takes so long is measured less often. */
  static final double LONG_SECONDS = 2;

  /** A step beside which it is nothing that libraries get to know the shapes. */
  private static final double VERY_LONG_SECONDS = 10;

  private static final int VALIDATION = 2;
  private static final int WEIGHTS_AND_GRADIENT = 2;
  private static final double NANO = 1e-9;

  /** Steps that {@link #measure} takes at most. */
  static final int STEPS = WARM_UP + MEASURED;

  /**
   * Measures a training.
   *
   * <p>On a card the first step tries kernels, which takes seconds and whatever memory is free, so
   * that neither says anything of further ones.
   *
   * @param initial initial weights by name, in order
   * @param scale how many found more voxels a step of the whole has
   */
  StepCost measure(
      TrainingTask task, TrainingData data, Map<String, NdArray> initial, double scale) {
    engine.resetPeakMemory();
    double held = engine.peakMemoryBytes();
    double weightBytes = initial.values().stream().mapToDouble(StepMeasurement::bytes).sum();
    Set<String> trainable = task.trainable().of(Trainable.ALL);
    double rate = task.schedule().at(0).learningRate();
    boolean onCard = !engine.info().onCpu();
    double[] found;
    try (Weights weights = engine.weights(initial);
        BatchLoader<StagedBatch> batches = data.training(0);
        Training training =
            engine.training(task.objective(), weights, trainable, task.optimizer());
        Inference validation = engine.inference(task.validation(), weights)) {
      double opening = seconds(1, () -> step(training, batches, rate));
      boolean isLong = opening > LONG_SECONDS && !onCard;
      seconds(isLong ? 0 : WARM_UP - 1, () -> step(training, batches, rate));
      if (onCard) {
        engine.resetPeakMemory();
      }
      double step =
          isLong && opening > VERY_LONG_SECONDS
              ? opening
              : seconds(isLong ? 1 : MEASURED, () -> step(training, batches, rate));
      found = new double[] {opening, step, validate(validation, data)};
    }
    double ofWeights = weightBytes * (WEIGHTS_AND_GRADIENT + task.optimizer().slots());
    double activations = Math.max(0, engine.peakMemoryBytes() - held - ofWeights);
    return new StepCost(
        found[0] * scale,
        found[1] * scale,
        found[2] * scale,
        held + ofWeights + activations * scale,
        activations * (scale - 1),
        weightBytes);
  }

  private static double bytes(NdArray array) {
    return (double) array.size() * Float.BYTES;
  }

  private static void step(Training training, BatchLoader<StagedBatch> batches, double rate) {
    try (StagedBatch batch = batches.next()) {
      training.step(batch.inputs(), rate);
    }
  }

  /**
   * The second of two batches, for the first makes the libraries know the shapes; or a long one.
   */
  private double validate(Inference validation, TrainingData data) {
    try (BatchLoader<StagedBatch> held = data.validation(0)) {
      double seconds = 0;
      for (int i = 0; i < VALIDATION && seconds < LONG_SECONDS && held.hasNext(); i++) {
        seconds =
            seconds(
                1,
                () -> {
                  try (StagedBatch batch = held.next()) {
                    validation.run(batch.inputs());
                  }
                });
      }
      return seconds;
    }
  }

  /** Seconds of one, as the mean of several. */
  private double seconds(int times, Runnable work) {
    long begin = nanoClock.getAsLong();
    for (int i = 0; i < times; i++) {
      work.run();
    }
    return (nanoClock.getAsLong() - begin) * NANO / Math.max(1, times);
  }
}
