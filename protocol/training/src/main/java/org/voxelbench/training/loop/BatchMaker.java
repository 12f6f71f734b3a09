package org.voxelbench.training.loop;

import java.util.function.LongFunction;
import org.voxelbench.engine.Engine;
import org.voxelbench.training.loader.BatchLoader;

/**
 * Opens loaders over makers of training and validation batches: some batches are ready on the host,
 * and few of them on the device, however many threads make them.
 *
 * @param training the batch of a step of the whole training
 * @param validation the batch of a validation step, counted over all epochs
 * @param steps steps of the whole training
 * @param validationPerEpoch validation batches after each epoch
 * @param threads loader threads
 * @param engine where batches are staged
 */
record BatchMaker(
    LongFunction<HostBatch> training,
    LongFunction<HostBatch> validation,
    long steps,
    int validationPerEpoch,
    int threads,
    Engine engine)
    implements TrainingData {

  /** Beside the one in use: one is ready while the next is copied. */
  private static final int AHEAD_ON_DEVICE = 2;

  /** Beside those that the threads are making. */
  private static final int AHEAD_ON_HOST = 2;

  @Override
  public BatchLoader<StagedBatch> training(long firstIteration) {
    return staged(training, firstIteration, steps);
  }

  @Override
  public BatchLoader<StagedBatch> validation(int epoch) {
    long first = (long) epoch * validationPerEpoch;
    return staged(validation, first, first + validationPerEpoch);
  }

  private BatchLoader<StagedBatch> staged(LongFunction<HostBatch> made, long first, long end) {
    return BatchLoader.open(made, threads, threads + AHEAD_ON_HOST, first, end)
        .then(batch -> batch.stage(engine), AHEAD_ON_DEVICE);
  }
}
