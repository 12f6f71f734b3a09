package org.voxelbench.training.pretext;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.voxelbench.base.random.RandomStream;

/**
 * Raw patches of one batch with the random streams that a task may draw from.
 *
 * @param patches per sample, the patches asked for, each {@code [D, H, W]} in C order, z-scored
 * @param weights per sample and patch what each voxel counts in a loss, {@code [D, H, W]}: 0 where
 *     a mask of the corpus marks it, 1 elsewhere; there if the task asked for them
 * @param size {@code [D, H, W]} of every patch
 * @param batchRandom the stream of draws that the whole batch shares
 * @param sampleRandom the stream of each sample's own draws
 */
public record PretextBatch(
    List<List<float[]>> patches,
    Optional<List<List<float[]>>> weights,
    int[] size,
    RandomStream batchRandom,
    IntFunction<RandomStream> sampleRandom) {

  /** A batch without weights. */
  public PretextBatch(
      List<List<float[]>> patches,
      int[] size,
      RandomStream batchRandom,
      IntFunction<RandomStream> sampleRandom) {
    this(patches, Optional.empty(), size, batchRandom, sampleRandom);
  }

  /** The number of samples. */
  public int samples() {
    return patches.size();
  }

  /** Voxels of one patch. */
  public int voxels() {
    return size[0] * size[1] * size[2];
  }
}
