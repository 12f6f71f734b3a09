package org.voxelbench.harness.check;

import org.voxelbench.base.BadInputException;
import org.voxelbench.harness.data.Faults;
import org.voxelbench.harness.experiment.ConfiguredMethod;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.training.protocol.Length;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Recipe;

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
      faults.guard(() -> fits(recipe, method.training(protocol).length(), "training", method));
      if (method.supervised().isPresent()) {
        Recipe labelled = protocol.training().fromScratchFixed();
        Length length = method.pretraining(protocol).length();
        faults.guard(() -> fits(labelled, length, "pre-training", method));
      }
    }
  }

  private static void fits(Recipe recipe, Length length, String kind, ConfiguredMethod method) {
    try {
      recipe.over(length.epochs());
    } catch (BadInputException e) {
      throw new BadInputException(
          "The " + kind + " of method '" + method.label() + "' is too short: " + e.getMessage(), e);
    }
  }
}
