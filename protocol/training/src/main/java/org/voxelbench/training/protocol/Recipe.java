package org.voxelbench.training.protocol;

import org.voxelbench.training.schedule.Schedule;

/**
 * Schedule and supervision of one kind of start.
 *
 * @param schedule how the learning rate moves and which weights are trained
 * @param learningRate peak rate
 * @param warmUpEpochs epochs of each warm-up stage; 0 for {@code default} and {@code frozen}
 * @param deepSupervision whether coarser outputs are supervised too
 */
public record Recipe(
    Schedule schedule, double learningRate, int warmUpEpochs, boolean deepSupervision) {

  public Recipe {
    Checks.present("training.schedule", schedule);
    Checks.positive("training.learningRate", learningRate);
    Checks.atLeast("training.warmUpEpochs", warmUpEpochs, 0);
  }
}
