package org.voxelbench.protocol.training;

import java.util.function.LongFunction;
import org.voxelbench.protocol.loader.BatchLoader;

/**
 * Opens loaders over makers of training and validation batches.
 *
 * @param training the batch of a step of the whole training
 * @param validation the batch of a validation step, counted over all epochs
 * @param steps steps of the whole training
 * @param validationPerEpoch validation batches after each epoch
 * @param threads loader threads
 */
record BatchMaker(
    LongFunction<StagedBatch> training,
    LongFunction<StagedBatch> validation,
    long steps,
    int validationPerEpoch,
    int threads)
    implements TrainingData {

  private static final int AHEAD_PER_THREAD = 2;

  @Override
  public BatchLoader<StagedBatch> training(long firstIteration) {
    return BatchLoader.open(training, threads, threads * AHEAD_PER_THREAD, firstIteration, steps);
  }

  @Override
  public BatchLoader<StagedBatch> validation(int epoch) {
    long first = (long) epoch * validationPerEpoch;
    return BatchLoader.open(
        validation, threads, threads * AHEAD_PER_THREAD, first, first + validationPerEpoch);
  }
}
