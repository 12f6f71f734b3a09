package org.voxelbench.methods.contrast;

/**
 * The size of the crops that are compared, scaled from the protocol's patch: 64 voxels for 160, 16
 * for 32.
 *
 * <p>Per axis it is 0.4 of the patch, rounded to a multiple of the largest power of two that
 * divides the patch and leaves at least 4 voxels of it, and at least two such multiples. nnU-Net
 * halves an axis while at least 4 voxels are left, so that power is a multiple of the backbone's
 * stride along the axis, and the deepest feature map of a crop holds at least 2 voxels per axis:
 * with a single one, instance normalisation would leave nothing of it.
 */
public final class CropSize {

  private static final double SHARE = 0.4;
  private static final int DEEPEST_EDGE = 4;
  private static final int LEAST_MULTIPLE = 2;

  private CropSize() {}

  /**
   * The size of a crop.
   *
   * @param patch the protocol's patch, {@code [D, H, W]}
   * @param chosen voxels per axis, {@code [D, H, W]}; 0 where the size is scaled from the patch
   */
  public static int[] of(int[] patch, int... chosen) {
    int[] crop = chosen.clone();
    for (int axis = 0; axis < crop.length; axis++) {
      if (crop[axis] == 0) {
        crop[axis] = scaled(patch[axis]);
      }
    }
    return crop;
  }

  private static int scaled(int edge) {
    int step = 1;
    while (edge % (2 * step) == 0 && edge / (2 * step) >= DEEPEST_EDGE) {
      step *= 2;
    }
    long multiple = Math.max(LEAST_MULTIPLE, Math.round(SHARE * edge / step));
    return (int) Math.min(edge, multiple * step);
  }
}
