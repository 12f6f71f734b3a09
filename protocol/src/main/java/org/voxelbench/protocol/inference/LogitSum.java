package org.voxelbench.protocol.inference;

import java.util.Arrays;
import org.voxelbench.protocol.ProtocolException;

/** Weighted logits of overlapping patches, summed up in 32-bit floats. */
final class LogitSum implements AutoCloseable {

  /** Some JVMs refuse arrays of the last few lengths. */
  private static final long MAX_LENGTH = Integer.MAX_VALUE - 8L;

  private final int[] shape;
  private final int[] patch;
  private final float[] patchWeights;
  private final float[] weighted;
  private final int classes;
  private final float[] weights;
  private final ClassSums sums;

  /**
   * Nothing yet.
   *
   * @param shape {@code [D, H, W]}
   * @param memory where the classes go, until this sum or the mean made of it is closed
   * @param elsewhere bytes that the case and the batch at work take
   */
  LogitSum(
      int classes,
      int[] shape,
      int[] patch,
      float[] patchWeights,
      LogitMemory memory,
      long elsewhere) {
    int voxels = checkedVoxels(shape);
    this.shape = shape;
    this.patch = patch;
    this.patchWeights = patchWeights;
    this.weighted = new float[patchWeights.length];
    this.classes = classes;
    this.weights = new float[voxels];
    this.sums = memory.sums(classes, voxels, elsewhere);
  }

  /**
   * The voxels of a volume.
   *
   * @throws ProtocolException if one class doesn't fit into an array
   */
  static int checkedVoxels(int[] shape) {
    double voxels = (double) shape[0] * shape[1] * shape[2];
    if (voxels > MAX_LENGTH) {
      throw new ProtocolException(
          "a volume of "
              + Arrays.toString(shape)
              + " voxels doesn't fit into one array of "
              + MAX_LENGTH
              + " values; plan a larger spacing or crop the case.");
    }
    return (int) voxels;
  }

  /** Adds a patch's logits, {@code [K, d, h, w]}, times its weights and a factor. */
  void add(int[] corner, float[] logits, float factor) {
    Overlap overlap = Overlap.of(corner, patch, shape);
    overlap.forEachRow(
        (inPatch, inVolume) -> {
          for (int x = 0; x < overlap.width(); x++) {
            weights[inVolume + x] += patchWeights[inPatch + x];
          }
        });
    for (int k = 0; k < classes; k++) {
      int from = k * weighted.length;
      for (int i = 0; i < weighted.length; i++) {
        weighted[i] = logits[from + i] * factor * patchWeights[i];
      }
      sums.add(k, overlap, weighted);
    }
  }

  /** The weighted mean, which holds the sum from now on. */
  Logits mean() {
    return new Logits(classes, shape, sums, weights);
  }

  @Override
  public void close() {
    sums.close();
  }
}
