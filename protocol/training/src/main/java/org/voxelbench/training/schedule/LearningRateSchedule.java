package org.voxelbench.training.schedule;

import org.voxelbench.base.BadInputException;

/** The learning rate and the trained weights of every epoch of one training. */
public interface LearningRateSchedule {

  /** The number of epochs. */
  int epochs();

  /**
   * What holds in an epoch.
   *
   * @param epoch counted from 0
   * @throws BadInputException if the schedule has no such epoch
   */
  ScheduledEpoch at(int epoch);

  /** The same rates and optimisers, with all weights trained in every phase. */
  default LearningRateSchedule unfrozen() {
    return new Unfrozen(this);
  }
}
