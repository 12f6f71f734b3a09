package org.voxelbench.training.schedule;

import java.util.List;
import org.voxelbench.base.BadInputException;

/**
 * Phases that follow each other, linear where they warm up ({@code peak (e + 1) / n}), polynomial
 * elsewhere ({@code peak (1 - e / n)^0.9}), with e counted from the phase's start and n its length.
 *
 * <p>A new optimiser starts where the set of trained weights changes (TaWald/nnUNet: {@code
 * sawtooth_trainer.py}).
 */
final class PhasedSchedule implements LearningRateSchedule {

  private record Stretch(Phase phase, int start, int length) {}

  private final double peak;
  private final List<Stretch> stretches;
  private final int epochs;

  private PhasedSchedule(double peak, List<Stretch> stretches) {
    if (!(peak > 0) || Double.isInfinite(peak)) {
      throw new BadInputException("the peak learning rate (" + peak + ") must be positive.");
    }
    this.peak = peak;
    this.stretches = stretches.stream().filter(stretch -> stretch.length > 0).toList();
    Stretch last = stretches.get(stretches.size() - 1);
    if (last.length < 1) {
      throw new BadInputException(
          "a schedule of "
              + (last.start + last.length)
              + " epochs leaves none after its warm-up of "
              + last.start
              + "; give it more epochs or a shorter warm-up.");
    }
    epochs = last.start + last.length;
  }

  /** nnU-Net's schedule from scratch: polynomial over all epochs. */
  static PhasedSchedule poly(double peak, int epochs) {
    return new PhasedSchedule(peak, List.of(new Stretch(Phase.TRAIN, 0, epochs)));
  }

  /** Warm-up of all weights, then polynomial (TaWald/nnUNet: {@code pretrainedTrainer.py}). */
  static PhasedSchedule warmup(double peak, int warmup, int epochs) {
    checkWarmup(warmup);
    return new PhasedSchedule(
        peak,
        List.of(
            new Stretch(Phase.WARMUP_ALL, 0, warmup),
            new Stretch(Phase.TRAIN, warmup, epochs - warmup)));
  }

  /**
   * The two-stage warm-up: rise and fall of the decoder alone over {@code decoder} epochs, half of
   * them (rounded down) rising; then a warm-up of all weights; then polynomial.
   */
  static PhasedSchedule sawtooth(double peak, int decoder, int warmup, int epochs) {
    checkWarmup(decoder);
    checkWarmup(warmup);
    int rise = decoder / 2;
    return new PhasedSchedule(
        peak,
        List.of(
            new Stretch(Phase.WARMUP_DECODER, 0, rise),
            new Stretch(Phase.TRAIN_DECODER, rise, decoder - rise),
            new Stretch(Phase.WARMUP_ALL, decoder, warmup),
            new Stretch(Phase.TRAIN, decoder + warmup, epochs - decoder - warmup)));
  }

  /**
   * The paper's "valley": a falling rate for the decoder alone over {@code decoder} epochs; then a
   * warm-up of all weights; then polynomial.
   */
  static PhasedSchedule valley(double peak, int decoder, int warmup, int epochs) {
    checkWarmup(decoder);
    checkWarmup(warmup);
    return new PhasedSchedule(
        peak,
        List.of(
            new Stretch(Phase.TRAIN_DECODER, 0, decoder),
            new Stretch(Phase.WARMUP_ALL, decoder, warmup),
            new Stretch(Phase.TRAIN, decoder + warmup, epochs - decoder - warmup)));
  }

  /** A frozen encoder: polynomial over all epochs, decoder only. */
  static PhasedSchedule frozen(double peak, int epochs) {
    return new PhasedSchedule(peak, List.of(new Stretch(Phase.TRAIN_DECODER, 0, epochs)));
  }

  private static void checkWarmup(int epochs) {
    if (epochs < 0) {
      throw new BadInputException("a warm-up of " + epochs + " epochs is negative.");
    }
  }

  @Override
  public int epochs() {
    return epochs;
  }

  @Override
  public ScheduledEpoch at(int epoch) {
    Stretch stretch = stretch(epoch);
    double rate = peak * stretch.phase.share(epoch - stretch.start, stretch.length);
    boolean fresh = epoch == 0 || stretch(epoch - 1).phase.trainable() != stretch.phase.trainable();
    return new ScheduledEpoch(rate, stretch.phase, stretch.phase.trainable(), fresh);
  }

  private Stretch stretch(int epoch) {
    if (epoch >= 0) {
      for (Stretch stretch : stretches) {
        if (epoch < stretch.start + stretch.length) {
          return stretch;
        }
      }
    }
    throw new BadInputException(
        "the schedule has the epochs 0 to " + (epochs - 1) + ", not " + epoch + ".");
  }
}
