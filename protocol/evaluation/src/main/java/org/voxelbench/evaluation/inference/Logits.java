package org.voxelbench.evaluation.inference;

import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.PatchMean;

/**
 * Scores of each class (or region) at each voxel of a preprocessed case, on the device, in memory
 * or in a temporary file until they are closed; a class is copied when it is asked for.
 */
public final class Logits implements AutoCloseable {

  private final int classes;
  private final int[] shape;
  private final PatchMean means;

  /**
   * Scores that are complete.
   *
   * @param means closed with the logits
   */
  Logits(int classes, int[] shape, PatchMean means) {
    this.classes = classes;
    this.shape = shape.clone();
    this.means = means;
  }

  /** K. */
  public int classes() {
    return classes;
  }

  /** {@code [D, H, W]}. */
  public int[] shape() {
    return shape.clone();
  }

  /**
   * The scores of one class.
   *
   * @return {@code [D, H, W]} in C order, not to be changed
   * @throws BadInputException if a score is not finite
   */
  public float[] channel(int k) {
    float[] mean = means.channel(k);
    for (int v = 0; v < mean.length; v++) {
      if (!Float.isFinite(mean[v])) {
        throw new BadInputException(
            "the network's logit of class "
                + k
                + " is not finite at voxel "
                + v
                + " of the case; its weights have diverged or are damaged.");
      }
    }
    return mean;
  }

  @Override
  public void close() {
    means.close();
  }
}
