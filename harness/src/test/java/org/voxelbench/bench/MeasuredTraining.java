package org.voxelbench.bench;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Pointer;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.StepResult;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;
import org.voxelbench.training.loader.BatchLoader;
import org.voxelbench.training.loader.SegmentationBatch;
import org.voxelbench.training.loader.SegmentationBatches;
import org.voxelbench.training.loop.StagedBatch;
import org.voxelbench.training.network.Network;

/**
 * A training as the protocol runs it, batches made ahead and staged by loader threads.
 *
 * @param steps its steps
 * @param millisPerStep mean time of a step after the first, its wait for data included
 * @param waitShare share of that time in which the engine waited for data
 * @param peakBytes the process's peak resident memory
 * @param settled the step after which memory should not grow
 * @param settledBytes resident memory after that step
 * @param endBytes resident memory after the last step
 * @param largestDrift the largest deviation from {@code settledBytes} after that step, as a share
 */
record MeasuredTraining(
    int steps,
    double millisPerStep,
    double waitShare,
    long peakBytes,
    int settled,
    long settledBytes,
    long endBytes,
    double largestDrift) {

  private static final int SETTLED = 100;
  private static final int PREFETCH_PER_THREAD = 2;
  private static final int STEPS_PER_SAMPLE = 10;
  private static final int LINES = 10;

  /**
   * Trains from random weights.
   *
   * @param steps at least 2
   * @param lines takes a line for people now and then
   */
  static MeasuredTraining run(Engine engine, int steps, Consumer<String> lines) {
    Network network = BenchPlan.network();
    SegmentationBatches batches = BenchPlan.batches(BenchPlan.PATCH);
    int settled = steps > SETTLED ? SETTLED : steps / 2;
    int threads = Runtime.getRuntime().availableProcessors();
    Map<String, NdArray> initial = BenchPlan.initialWeights(network);
    try (Weights weights = engine.weights(initial);
        Training training =
            engine.training(
                BenchPlan.objective(network), weights, weights.names(), Optimizer.Sgd.nnUNet());
        BatchLoader<StagedBatch> loader =
            BatchLoader.open(
                iteration -> staged(engine, batches.apply(iteration)),
                threads,
                threads * PREFETCH_PER_THREAD,
                0,
                steps)) {
      step(training, loader);
      long begin = System.nanoTime();
      long waitedBefore = loader.waited().toNanos();
      long settledBytes = 0;
      double largestDrift = 0;
      for (int done = 2; done <= steps; done++) {
        double loss = step(training, loader);
        if (done == settled) {
          settledBytes = Pointer.physicalBytes();
        } else if (done > settled && done % STEPS_PER_SAMPLE == 0) {
          largestDrift = Math.max(largestDrift, Math.abs(drift(settledBytes)));
        }
        if (done % Math.max(1, steps / LINES) == 0) {
          lines.accept(line(done, steps, loss, millisSince(begin) / (done - 1)));
        }
      }
      double millis = millisSince(begin);
      double waited = (loader.waited().toNanos() - waitedBefore) * 1e-6;
      return new MeasuredTraining(
          steps,
          millis / (steps - 1),
          waited / millis,
          engine.peakMemoryBytes(),
          settled,
          settledBytes,
          Pointer.physicalBytes(),
          Math.max(largestDrift, Math.abs(drift(settledBytes))));
    }
  }

  private static StagedBatch staged(Engine engine, SegmentationBatch batch) {
    return new StagedBatch(engine.stage(BenchPlan.inputs(batch)), batch.caseIds());
  }

  private static double step(Training training, BatchLoader<StagedBatch> loader) {
    try (StagedBatch batch = loader.next()) {
      StepResult result = training.step(batch.inputs(), BenchPlan.LEARNING_RATE);
      if (!result.finite()) {
        throw new IllegalStateException("the measured training diverged: " + result + ".");
      }
      return result.loss();
    }
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  private static double drift(long settledBytes) {
    return (double) Pointer.physicalBytes() / settledBytes - 1;
  }

  private static String line(int done, int steps, double loss, double millisPerStep) {
    return String.format(
        Locale.ROOT,
        "step %d/%d: loss %.4f, %.0f ms per step, resident %.0f MiB",
        done,
        steps,
        loss,
        millisPerStep,
        FigureTable.mebibytes(Pointer.physicalBytes()));
  }

  /** The change of resident memory from the settled step to the end, as a share. */
  double endDrift() {
    return (double) endBytes / settledBytes - 1;
  }
}
