package org.voxelbench.methods.mae;

import java.util.Map;
import java.util.TreeMap;
import org.voxelbench.engine.NdArray;
import org.voxelbench.training.pretext.PretextBatch;

/** A batch of images with the blocks that are masked in each. */
public final class MaskedImages {

  private MaskedImages() {}

  /**
   * The patches as {@code image [B, 1, D, H, W]}, a {@link BlockMask} of them as {@code visible [B,
   * 1, gD, gH, gW]} and, where the batch has any, what each voxel counts as {@code weights [B, 1,
   * D, H, W]}.
   *
   * @param blockSize voxels per axis of one masked block
   * @param ratio share of the blocks that is masked
   */
  public static Map<String, NdArray> prepare(PretextBatch batch, int blockSize, double ratio) {
    BlockMask mask = BlockMask.draw(batch, blockSize, ratio);
    float[] images = new float[batch.samples() * batch.voxels()];
    for (int sample = 0; sample < batch.samples(); sample++) {
      float[] patch = batch.patches().get(sample).get(0);
      System.arraycopy(patch, 0, images, sample * batch.voxels(), batch.voxels());
    }
    int[] size = batch.size();
    Map<String, NdArray> inputs = new TreeMap<>();
    inputs.put(
        "image", NdArray.of(new int[] {batch.samples(), 1, size[0], size[1], size[2]}, images));
    inputs.put("visible", mask.visible());
    if (batch.weights().isPresent()) {
      inputs.put(WeightedMean.WEIGHTS, WeightedMean.weights(batch));
    }
    return inputs;
  }
}
