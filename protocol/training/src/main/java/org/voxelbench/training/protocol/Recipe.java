package org.voxelbench.training.protocol;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.voxelbench.base.BadInputException;
import org.voxelbench.training.schedule.LearningRateSchedule;
import org.voxelbench.training.schedule.Schedule;

/**
 * Schedule and supervision of one kind of start.
 *
 * @param schedule how the learning rate moves and which weights are trained
 * @param learningRate peak rate
 * @param warmUpEpochs epochs of each warm-up stage; 0 for {@code default} and {@code frozen}
 * @param deepSupervision whether coarser outputs are supervised too
 * @param frozenEncoder {@code false} to train all weights in the decoder phases of {@code valley}
 *     and {@code sawtooth}, as the released code does, instead of the decoder alone; null for
 *     {@code true}
 */
public record Recipe(
    Schedule schedule,
    double learningRate,
    int warmUpEpochs,
    boolean deepSupervision,
    @JsonInclude(NON_NULL) Boolean frozenEncoder) {

  public Recipe {
    Checks.present("training.schedule", schedule);
    Checks.positive("training.learningRate", learningRate);
    Checks.atLeast("training.warmUpEpochs", warmUpEpochs, 0);
    if (frozenEncoder != null && !schedule.beginsWithDecoder()) {
      throw new BadInputException(
          "training.frozenEncoder ("
              + frozenEncoder
              + ") says what the decoder phases of 'valley' and 'sawtooth' train, and the schedule '"
              + schedule.word()
              + "' has none before its other phases; leave it out.");
    }
    // The usual way is not written down, so that it has one hash.
    frozenEncoder = Boolean.TRUE.equals(frozenEncoder) ? null : frozenEncoder;
  }

  /** Of decoder phases, if it has any, that leave the encoder as it is. */
  public Recipe(Schedule schedule, double learningRate, int warmUpEpochs, boolean deepSupervision) {
    this(schedule, learningRate, warmUpEpochs, deepSupervision, null);
  }

  /**
   * Rate and trained weights of each of so many epochs.
   *
   * @throws BadInputException if the warm-up leaves no epoch
   */
  public LearningRateSchedule over(int epochs) {
    LearningRateSchedule phases = schedule.over(learningRate, warmUpEpochs, epochs);
    return frozenEncoder == null ? phases : phases.unfrozen();
  }
}
