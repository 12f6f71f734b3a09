package org.voxelbench.training.schedule;

/**
 * Another schedule, all of whose phases train all weights, decoder phases too.
 *
 * <p>Released code does so by accident: its decoder phases train what the decoder holds, and in
 * dynamic-network-architectures a U-Net's decoder holds the encoder (TaWald/nnUNet: {@code
 * sawtooth_trainer.py}). Rates and optimisers are those of the other schedule.
 *
 * @param schedule the other schedule
 */
record Unfrozen(LearningRateSchedule schedule) implements LearningRateSchedule {

  @Override
  public int epochs() {
    return schedule.epochs();
  }

  @Override
  public ScheduledEpoch at(int epoch) {
    ScheduledEpoch meant = schedule.at(epoch);
    return new ScheduledEpoch(
        meant.learningRate(), meant.phase(), Trainable.ALL, meant.newOptimizer());
  }
}
