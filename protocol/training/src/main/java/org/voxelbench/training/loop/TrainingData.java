package org.voxelbench.training.loop;

import org.voxelbench.training.loader.BatchLoader;

/** The batches of a training, in an order that depends on nothing but the seed. */
public interface TrainingData {

  /** Batches to train on, from that step of the whole training on. */
  BatchLoader<StagedBatch> training(long firstIteration);

  /** Batches to validate on after that epoch, the same whatever was trained on. */
  BatchLoader<StagedBatch> validation(int epoch);
}
