package org.voxelbench.methods.contrast;

import org.voxelbench.base.random.RandomStream;
import org.voxelbench.training.augment.GaussianBlur;
import org.voxelbench.training.augment.ViewAugmentation;

/**
 * Changes a crop as VoCo and SimCLR do: intensities, mirrors, then with probability 0.3 one to
 * three quarter turns in the plane of D and H (nnssl: {@code voco_transform.py}).
 *
 * <p>A crop whose D and H differ is given a half turn instead, which keeps its shape. Safe for use
 * by several threads.
 */
final class CropAugmentation implements CropView {

  private static final double LOW_RESOLUTION = 0.1;
  private static final double TURN = 0.3;

  private final ViewAugmentation view;

  /**
   * @param blur whose blur it is; the released code's is isotropic
   */
  CropAugmentation(GaussianBlur.Kind blur) {
    view = new ViewAugmentation(LOW_RESOLUTION, blur);
  }

  /**
   * A changed copy.
   *
   * @param crop {@code [D, H, W]} in C order
   * @param size {@code [D, H, W]}
   */
  @Override
  public float[] apply(float[] crop, int[] size, RandomStream random) {
    float[] changed = view.apply(crop, size, random);
    if (!random.chance(TURN)) {
      return changed;
    }
    int turns = size[0] == size[1] ? 1 + random.nextInt(3) : 2;
    return turned(changed, size, turns);
  }

  /**
   * Quarter turns from D towards H, of which an odd number asks for D = H.
   *
   * @param crop {@code [D, H, W]} in C order
   * @param size {@code [D, H, W]}
   */
  static float[] turned(float[] crop, int[] size, int turns) {
    float[] turned = new float[crop.length];
    int width = size[2];
    for (int d = 0; d < size[0]; d++) {
      for (int h = 0; h < size[1]; h++) {
        int from =
            switch (turns) {
              case 1 -> h * size[1] + size[0] - 1 - d;
              case 2 -> (size[0] - 1 - d) * size[1] + size[1] - 1 - h;
              default -> (size[1] - 1 - h) * size[1] + d;
            };
        System.arraycopy(crop, from * width, turned, (d * size[1] + h) * width, width);
      }
    }
    return turned;
  }
}
