package org.voxelbench.training.loop;

import java.util.Set;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Program;
import org.voxelbench.training.protocol.Length;
import org.voxelbench.training.schedule.LearningRateSchedule;
import org.voxelbench.training.schedule.Trainable;

/**
 * What is trained, and how.
 *
 * @param name for people and error messages
 * @param objective the loss to minimise
 * @param validation the loss, and what {@code score} needs, on validation batches
 * @param score turns the outputs of an epoch's validation batches into one number
 * @param schedule rate and phase of each epoch
 * @param length epochs, steps and validation batches
 * @param optimizer the update rule
 * @param trainable names of the weights that each phase moves
 */
public record TrainingTask(
    String name,
    Program objective,
    Program validation,
    ValidationScore.Factory score,
    LearningRateSchedule schedule,
    Length length,
    Optimizer optimizer,
    TrainableNames trainable) {

  /** Names the weights that a phase moves. */
  @FunctionalInterface
  public interface TrainableNames {

    /** The names of one set of weights. */
    Set<String> of(Trainable trainable);
  }
}
