package org.voxelbench.harness.check;

import java.util.function.Supplier;
import org.voxelbench.base.BadInputException;
import org.voxelbench.harness.data.Faults;
import org.voxelbench.harness.experiment.ConfiguredMethod;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.training.protocol.Length;
import org.voxelbench.training.protocol.PretrainingSettings;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Recipe;
import org.voxelbench.training.schedule.LearningRateSchedule;

/** Whether the warm-up of every recipe leaves epochs to the training that takes it. */
public record ScheduleCheck(Experiment experiment) {

  /**
   * Looks at the training of each method, and at pre-trainings with labels.
   *
   * @param faults hears of each that is too short
   */
  public void of(Faults faults) {
    Protocol protocol = experiment.protocol();
    for (ConfiguredMethod method : experiment.methods()) {
      Recipe recipe = method.recipe(protocol.training());
      Length training = method.training(protocol).length();
      faults.guard(() -> fits(() -> recipe.over(training.epochs()), "training", method));
      if (method.pretext().isPresent()) {
        PretrainingSettings pretraining = method.pretraining(protocol);
        faults.guard(() -> fits(pretraining::schedule, "pre-training", method));
      }
      if (method.supervised().isPresent()) {
        Recipe labelled = protocol.training().fromScratchFixed();
        Length length = method.pretraining(protocol).length();
        faults.guard(() -> fits(() -> labelled.over(length.epochs()), "pre-training", method));
      }
    }
  }

  private static void fits(
      Supplier<LearningRateSchedule> schedule, String kind, ConfiguredMethod method) {
    try {
      schedule.get();
    } catch (BadInputException e) {
      throw new BadInputException(
          "The " + kind + " of method '" + method.label() + "' is too short: " + e.getMessage(), e);
    }
  }
}
