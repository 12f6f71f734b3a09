package org.voxelbench.training.transfer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.voxelbench.engine.NdArray;
import org.voxelbench.preparation.preprocess.Resampler;
import org.voxelbench.training.network.PositionEmbedding;

/**
 * A learnt embedding of places, brought from one grid to another: trilinearly, with half-pixel
 * centres; the embeddings of tokens without a place stay.
 *
 * @param from the pre-trained grid, {@code [D, H, W]}
 * @param to the downstream embedding
 * @param width length of a token
 */
record PositionFit(int[] from, PositionEmbedding to, int width) implements WeightFit {

  private static final Resampler LINEAR = new Resampler(1, 0, false);
  private static final double[] ONES = {1, 1, 1};

  /**
   * The fit, or empty if there is none.
   *
   * @param shape the pre-trained shape
   * @param patch the patch in voxels that it was trained on; empty for that of as many places, or
   *     else a cube
   */
  static Optional<WeightFit> of(
      int[] shape, PositionEmbedding to, int width, Optional<List<Integer>> patch) {
    if (shape.length != 3 || shape[0] != 1 || shape[2] != width || shape[1] <= to.registers()) {
      return Optional.empty();
    }
    int places = shape[1] - to.registers();
    int[] grid =
        patch
            .map(edges -> edges.stream().mapToInt(edge -> edge / to.cell()).toArray())
            .orElseGet(() -> volume(to.grid()) == places ? to.grid() : cube(places));
    return volume(grid) == places
        ? Optional.of(new PositionFit(grid, to, width))
        : Optional.empty();
  }

  private static int[] cube(int places) {
    int edge = (int) Math.round(Math.cbrt(places));
    return new int[] {edge, edge, edge};
  }

  private static long volume(int[] grid) {
    return (long) grid[0] * grid[1] * grid[2];
  }

  @Override
  public boolean exact() {
    return Arrays.equals(from, to.grid());
  }

  @Override
  public String reason() {
    return exact()
        ? "same shape"
        : "places interpolated from " + Arrays.toString(from) + " to " + Arrays.toString(to.grid());
  }

  @Override
  public NdArray apply(NdArray value) {
    int before = (int) volume(from);
    int after = (int) volume(to.grid());
    int kept = to.registers() * width;
    float[] fitted = new float[kept + after * width];
    System.arraycopy(value.floats(), 0, fitted, 0, kept);
    float[] channel = new float[before];
    for (int i = 0; i < width; i++) {
      for (int place = 0; place < before; place++) {
        channel[place] = value.floats()[kept + place * width + i];
      }
      float[] resized = LINEAR.resample(channel, from, to.grid(), ONES, ONES);
      for (int place = 0; place < after; place++) {
        fitted[kept + place * width + i] = resized[place];
      }
    }
    return NdArray.of(new int[] {1, to.registers() + after, width}, fitted);
  }
}
