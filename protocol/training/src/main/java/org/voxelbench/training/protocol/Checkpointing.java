package org.voxelbench.training.protocol;

import java.time.Duration;
import org.voxelbench.base.BadInputException;

/**
 * How often a training is saved, and so how much of it a kill may cost.
 *
 * @param minutes time between two checkpoints in min; 0 for one after every epoch
 */
public record Checkpointing(double minutes) {

  private static final double DEFAULT_MINUTES = 10;
  private static final double NANOS_PER_MINUTE = 60e9;

  public Checkpointing {
    if (!(minutes >= 0 && Double.isFinite(minutes))) {
      throw new BadInputException(
          "checkpoint.minutes (" + minutes + ") must be a positive number, or 0 for every epoch.");
    }
  }

  /** What holds where a protocol says nothing. */
  public static Checkpointing standard() {
    return new Checkpointing(DEFAULT_MINUTES);
  }

  /** Whether it is the ends of epochs that count, not the time. */
  public boolean everyEpoch() {
    return minutes == 0;
  }

  /** The time between two checkpoints. */
  public Duration interval() {
    return Duration.ofNanos((long) (minutes * NANOS_PER_MINUTE));
  }
}
