package org.voxelbench.harness.predict;

import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.evaluation.inference.PredictorSettings;
import org.voxelbench.training.protocol.Protocol;

/**
 * How the run's held-out cases were predicted, and what it learnt about mirroring.
 *
 * @param tileStep step between windows as a share of the patch, in (0, 1]
 * @param mirroring whether logits were averaged over all flips of the mirror axes
 * @param mirrorAxes axes that were flipped in training, out of 0 (D), 1 (H) and 2 (W)
 */
public record TrainedInference(double tileStep, boolean mirroring, List<Integer> mirrorAxes) {

  /** LibTorch computes pairs of patches somewhat faster than single ones. */
  private static final int PATCHES_AT_ONCE = 2;

  public TrainedInference {
    mirrorAxes = List.copyOf(mirrorAxes);
  }

  public static TrainedInference of(Protocol protocol) {
    return new TrainedInference(
        protocol.inference().tileStep(),
        protocol.inference().mirroring(),
        protocol.training().mirrorAxes());
  }

  /** The settings of the run's own predictions. */
  public PredictorSettings settings() {
    return settings(tileStep, mirroring ? mirrorAxes : List.of());
  }

  /**
   * Other settings.
   *
   * @throws BadInputException if the network was not trained with one of the axes mirrored
   */
  public PredictorSettings settings(double step, List<Integer> axes) {
    if (!mirrorAxes.containsAll(axes)) {
      throw new BadInputException(
          "the run was trained with the mirror axes "
              + mirrorAxes
              + " and can't be predicted with "
              + axes
              + "; leave out the others.");
    }
    return new PredictorSettings(step, true, axes, PATCHES_AT_ONCE);
  }
}
