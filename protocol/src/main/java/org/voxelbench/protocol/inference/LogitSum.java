package org.voxelbench.protocol.inference;

import java.util.Arrays;
import org.voxelbench.protocol.ProtocolException;

/** Weighted logits of overlapping patches, summed up in 32-bit floats. */
final class LogitSum {

  /** Some JVMs refuse arrays of the last few lengths. */
  private static final long MAX_LENGTH = Integer.MAX_VALUE - 8L;

  private final int classes;
  private final int[] shape;
  private final int[] patch;
  private final float[] patchWeights;
  private final int voxels;
  private final float[] sum;
  private final float[] weights;

  /**
   * Zeros for a volume of {@code [D, H, W]} voxels.
   *
   * @throws ProtocolException if the logits of all classes don't fit into one array
   */
  LogitSum(int classes, int[] shape, int[] patch, float[] patchWeights) {
    long length = checkedLength(classes, shape);
    this.classes = classes;
    this.shape = shape;
    this.patch = patch;
    this.patchWeights = patchWeights;
    this.voxels = (int) (length / classes);
    this.sum = new float[(int) length];
    this.weights = new float[voxels];
  }

  static long checkedLength(int classes, int[] shape) {
    double length = (double) classes * shape[0] * shape[1] * shape[2];
    if (classes < 1 || length > MAX_LENGTH) {
      throw new ProtocolException(
          "logits of "
              + classes
              + " classes for a case of "
              + Arrays.toString(shape)
              + " voxels don't fit into one array of "
              + MAX_LENGTH
              + " values; plan a larger spacing or crop the case.");
    }
    return (long) length;
  }

  /** Adds a patch's logits, {@code [K, d, h, w]}, times its weights and a factor. */
  void add(int[] corner, float[] logits, float factor) {
    Overlap overlap = Overlap.of(corner, patch, shape);
    int patchVoxels = patch[0] * patch[1] * patch[2];
    overlap.forEachRow(
        (inPatch, inVolume) -> {
          for (int x = 0; x < overlap.width(); x++) {
            weights[inVolume + x] += patchWeights[inPatch + x];
          }
          for (int k = 0; k < classes; k++) {
            int from = k * patchVoxels + inPatch;
            int to = k * voxels + inVolume;
            for (int x = 0; x < overlap.width(); x++) {
              sum[to + x] += logits[from + x] * factor * patchWeights[inPatch + x];
            }
          }
        });
  }

  /**
   * The weighted mean; the sum is used up by it.
   *
   * @throws ProtocolException if a logit is not finite
   */
  Logits mean() {
    for (int k = 0; k < classes; k++) {
      for (int v = 0; v < voxels; v++) {
        int i = k * voxels + v;
        sum[i] /= weights[v];
        if (!Float.isFinite(sum[i])) {
          throw new ProtocolException(
              "the network's logit of class "
                  + k
                  + " is not finite at voxel "
                  + v
                  + " of the case; its weights have diverged or are damaged.");
        }
      }
    }
    return new Logits(classes, shape, sum);
  }
}
