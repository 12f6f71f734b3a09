package org.voxelbench.methods.mae;

import java.util.Arrays;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.training.pretext.PretextBatch;

/**
 * Which blocks of each sample are visible.
 *
 * @param visible {@code [B, 1, gD, gH, gW]}, 1 = visible, 0 = masked
 */
public record BlockMask(NdArray visible) {

  /**
   * The mask at the size of an image.
   *
   * @param visible {@code [N, 1, gD, gH, gW]}
   * @param image {@code [N, C, D, H, W]}
   * @return {@code [N, 1, D, H, W]}
   */
  public static Tensor voxels(Graph graph, Tensor visible, Tensor image) {
    int[] shape = image.shape();
    return graph.resizeNearest(visible, new int[] {shape[2], shape[3], shape[4]});
  }

  /**
   * Masks {@code floor(ratio * cells)} cells of each sample, by a random permutation of its own.
   */
  public static BlockMask draw(PretextBatch batch, int blockSize, double ratio) {
    int[] grid = Arrays.stream(batch.size()).map(n -> n / blockSize).toArray();
    int cells = grid[0] * grid[1] * grid[2];
    int masked = (int) Math.floor(ratio * cells);
    if (masked == 0 || masked == cells) {
      throw new BadInputException(
          "a patch of "
              + Arrays.toString(batch.size())
              + " holds "
              + cells
              + " blocks of "
              + blockSize
              + " voxels, of which a ratio of "
              + ratio
              + " masks "
              + masked
              + "; choose a smaller blockSize so that some are masked and some are visible.");
    }
    float[] visible = new float[batch.samples() * cells];
    Arrays.fill(visible, 1);
    for (int sample = 0; sample < batch.samples(); sample++) {
      int[] order = permutation(cells, batch.sampleRandom().apply(sample));
      for (int i = 0; i < masked; i++) {
        visible[sample * cells + order[i]] = 0;
      }
    }
    return new BlockMask(
        NdArray.of(new int[] {batch.samples(), 1, grid[0], grid[1], grid[2]}, visible));
  }

  private static int[] permutation(int n, RandomStream random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
