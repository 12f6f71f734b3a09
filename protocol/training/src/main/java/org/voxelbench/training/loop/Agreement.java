package org.voxelbench.training.loop;

import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Engine;

/**
 * Lets all processes of a training end it at the same step, whichever has a reason, and finds out
 * if they no longer train the same weights.
 *
 * @param engine by which they hear of each other
 * @param training its name
 */
record Agreement(Engine engine, String training) {

  private static final double GO_ON = 0;
  private static final double STOP = 1;
  private static final double OUT_OF_BUDGET = 2;

  /**
   * What ends the training here, for this process's reason or another's.
   *
   * @param step steps done
   * @param norm of the last step's gradients
   * @param own what ends it for this process
   * @throws BadInputException if the processes are at other steps or had other gradients
   */
  Optional<RuntimeException> on(long step, double norm, Optional<RuntimeException> own) {
    if (engine.ranks().processes() == 1) {
      return own;
    }
    double[][] all = engine.gather(code(own), step, norm);
    for (int process = 0; process < all.length; process++) {
      if (all[process][1] != step || Double.compare(all[process][2], norm) != 0) {
        throw new BadInputException(
            training
                + ": its processes have drifted apart: this one did "
                + step
                + " steps to a gradient norm of "
                + norm
                + ", process "
                + process
                + " did "
                + (long) all[process][1]
                + " to "
                + all[process][2]
                + "; start again from the last checkpoint, on one device if it comes back.");
      }
    }
    for (int process = 0; own.isEmpty() && process < all.length; process++) {
      own = reason(process, all[process][0]);
    }
    return own;
  }

  private static double code(Optional<RuntimeException> own) {
    return own.map(end -> end instanceof OutOfBudgetException ? OUT_OF_BUDGET : STOP).orElse(GO_ON);
  }

  private Optional<RuntimeException> reason(int process, double code) {
    if (code == OUT_OF_BUDGET) {
      return Optional.of(
          new OutOfBudgetException(
              training + ": its process " + process + " used up the budget, and says which."));
    }
    return code == STOP
        ? Optional.of(new InterruptedRunException("the stop of its process " + process))
        : Optional.empty();
  }
}
