package org.voxelbench.protocol.training;

import java.util.List;

/** A training whose loss or gradient is no longer a finite number. */
public final class DivergedException extends RuntimeException {

  private final transient List<String> cases;

  DivergedException(
      String training,
      int epoch,
      int iteration,
      double loss,
      double gradientNorm,
      List<String> cases,
      int savedEpochs) {
    super(
        training
            + " diverged in epoch "
            + epoch
            + ", step "
            + iteration
            + ": loss "
            + loss
            + ", gradient norm "
            + gradientNorm
            + ", cases "
            + cases
            + "; the last good checkpoint is "
            + (savedEpochs == 0 ? "the start" : "after epoch " + (savedEpochs - 1))
            + "; check these cases or lower the learning rate.");
    this.cases = List.copyOf(cases);
  }

  /** Names of the cases of the batch. */
  public List<String> cases() {
    return cases;
  }
}
