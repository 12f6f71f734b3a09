package org.voxelbench.training.schedule;

import org.voxelbench.base.format.Choice;

/** The schedules that a protocol may name; a further one is a class and a line here. */
public enum Schedule implements Choice {
  /** nnU-Net's from scratch: polynomial over all epochs. */
  DEFAULT((peak, warmUp, epochs) -> PhasedSchedule.poly(peak, epochs)),
  /** Warm-up of all weights, then polynomial. */
  WARM_UP(PhasedSchedule::warmup),
  /** A falling rate for the decoder alone, a warm-up of all weights, then polynomial. */
  VALLEY((peak, warmUp, epochs) -> PhasedSchedule.valley(peak, warmUp, warmUp, epochs)),
  /** Rise and fall for the decoder alone, a warm-up of all weights, then polynomial. */
  SAWTOOTH((peak, warmUp, epochs) -> PhasedSchedule.sawtooth(peak, warmUp, warmUp, epochs)),
  /** Polynomial over all epochs for the decoder alone. */
  FROZEN((peak, warmUp, epochs) -> PhasedSchedule.frozen(peak, epochs));

  @FunctionalInterface
  private interface Rates {
    LearningRateSchedule over(double peak, int warmUp, int epochs);
  }

  private final Rates rates;

  Schedule(Rates rates) {
    this.rates = rates;
  }

  /** Whether it begins with phases for the decoder alone, and goes on with all weights. */
  public boolean beginsWithDecoder() {
    return this == VALLEY || this == SAWTOOTH;
  }

  /**
   * The schedule of one training.
   *
   * @param peak the highest learning rate
   * @param warmUp epochs of each warm-up stage, if it has any
   * @param epochs epochs in all
   * @throws org.voxelbench.base.BadInputException if the warm-up leaves no epoch
   */
  public LearningRateSchedule over(double peak, int warmUp, int epochs) {
    return rates.over(peak, warmUp, epochs);
  }
}
