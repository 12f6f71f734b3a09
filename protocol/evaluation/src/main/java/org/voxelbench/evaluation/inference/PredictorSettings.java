package org.voxelbench.evaluation.inference;

import java.util.List;
import org.voxelbench.base.BadInputException;

/**
 * How a predictor works; the protocol fixes all but the batch size.
 *
 * @param step distance of neighbouring patches as a share of the patch, in (0, 1]
 * @param gaussian whether a patch counts less towards its rim
 * @param mirrorAxes axes of test-time mirroring out of 0 (D), 1 (H) and 2 (W)
 * @param batchSize patches, mirrored ones included, that the network sees at once, at most; it
 *     changes speed and memory only
 */
public record PredictorSettings(
    double step, boolean gaussian, List<Integer> mirrorAxes, int batchSize) {

  public PredictorSettings {
    mirrorAxes = List.copyOf(mirrorAxes);
    Flip.combinations(mirrorAxes);
    if (!(step > 0 && step <= 1)) {
      throw new BadInputException("step (" + step + ") must lie above 0 and not above 1.");
    }
    if (batchSize < 1) {
      throw new BadInputException("batch size (" + batchSize + ") must be positive.");
    }
  }

  /** nnU-Net's: half overlap, Gaussian weights, all axes mirrored; pairs of patches. */
  public static PredictorSettings nnUNet() {
    return new PredictorSettings(0.5, true, List.of(0, 1, 2), 2);
  }
}
