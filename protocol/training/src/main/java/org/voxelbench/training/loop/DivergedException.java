package org.voxelbench.training.loop;

import java.util.List;
import org.voxelbench.base.ExplainedException;
import org.voxelbench.engine.StepResult;

/** A training whose loss or gradient is no longer a finite number. */
public final class DivergedException extends ExplainedException {

  private final transient List<String> cases;

  /**
   * Names the last step.
   *
   * @param inARow steps in a row, up to this one, that were not finite
   * @param cases names of the cases of its batch
   */
  DivergedException(
      String training, int epoch, int iteration, int inARow, StepResult last, List<String> cases) {
    super(
        training
            + " diverged in epoch "
            + epoch
            + ", step "
            + iteration
            + (inARow == 1 ? "" : ", the last of " + inARow + " in a row that were not finite")
            + ": loss "
            + last.loss()
            + ", gradient norm "
            + last.gradientNorm()
            + ", cases "
            + cases
            + "; the checkpoint holds the weights before "
            + (inARow == 1 ? "it" : "them")
            + "; check these cases or lower the learning rate.");
    this.cases = List.copyOf(cases);
  }

  /** Names of the cases of the batch. */
  public List<String> cases() {
    return cases;
  }
}
