package org.voxelbench.memory;

/** A training of which the weights and one batch are in place, to be taken a step further. */
public interface TrainingStep extends AutoCloseable {

  /** Forward pass, backward pass and update on the batch; the loss before the update. */
  double take();

  @Override
  void close();
}
