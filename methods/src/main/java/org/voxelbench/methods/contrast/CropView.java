package org.voxelbench.methods.contrast;

import org.voxelbench.base.random.RandomStream;
import org.voxelbench.training.augment.GaussianBlur;

/** What is done to a crop before the network sees it. */
@FunctionalInterface
public interface CropView {

  /**
   * The view of a batch.
   *
   * @param blur whose blur a changed crop gets
   * @param changed whether crops are changed, each by itself, or left as they are
   */
  static CropView of(GaussianBlur.Kind blur, boolean changed) {
    return changed ? new CropAugmentation(blur) : (crop, size, random) -> crop;
  }

  /**
   * The crop as the network sees it.
   *
   * @param crop {@code [D, H, W]} in C order
   * @param size {@code [D, H, W]}
   */
  float[] apply(float[] crop, int[] size, RandomStream random);
}
