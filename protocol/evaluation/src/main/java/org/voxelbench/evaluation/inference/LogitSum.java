package org.voxelbench.evaluation.inference;

import java.util.Arrays;
import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Outputs;
import org.voxelbench.engine.Overlap;
import org.voxelbench.engine.PatchMean;

/** Weighted logits of overlapping patches, summed up on the host in 32-bit floats. */
final class LogitSum implements PatchMean {

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
   * @param patchWeights {@code [d, h, w]}
   * @param memory where the classes go, until this sum is closed
   * @param elsewhere bytes that the case and the batch at work take
   */
  LogitSum(int classes, int[] shape, NdArray patchWeights, LogitMemory memory, long elsewhere) {
    int voxels = checkedVoxels(shape);
    this.shape = shape;
    this.patch = patchWeights.shape();
    this.patchWeights = patchWeights.floats();
    this.weighted = new float[patchWeights.size()];
    this.classes = classes;
    this.weights = new float[voxels];
    this.sums = memory.sums(classes, voxels, elsewhere);
  }

  /**
   * The voxels of a volume.
   *
   * @throws BadInputException if one class doesn't fit into an array
   */
  static int checkedVoxels(int[] shape) {
    double voxels = (double) shape[0] * shape[1] * shape[2];
    if (voxels > MAX_LENGTH) {
      throw new BadInputException(
          "a volume of "
              + Arrays.toString(shape)
              + " voxels doesn't fit into one array of "
              + MAX_LENGTH
              + " values; plan a larger spacing or crop the case.");
    }
    return (int) voxels;
  }

  @Override
  public void add(Outputs outputs, String name, List<int[]> corners) {
    float[] logits = outputs.read(name).floats();
    for (int n = 0; n < corners.size(); n++) {
      add(Overlap.of(corners.get(n), patch, shape), logits, n * classes * weighted.length);
    }
  }

  private void add(Overlap overlap, float[] logits, int patchStart) {
    overlap.forEachRow(
        (inPatch, inVolume) -> {
          for (int x = 0; x < overlap.width(); x++) {
            weights[inVolume + x] += patchWeights[inPatch + x];
          }
        });
    for (int k = 0; k < classes; k++) {
      int from = patchStart + k * weighted.length;
      for (int i = 0; i < weighted.length; i++) {
        weighted[i] = logits[from + i] * patchWeights[i];
      }
      sums.add(k, overlap, weighted);
    }
  }

  @Override
  public float[] channel(int k) {
    return sums.mean(k, weights);
  }

  @Override
  public void close() {
    sums.close();
  }
}
