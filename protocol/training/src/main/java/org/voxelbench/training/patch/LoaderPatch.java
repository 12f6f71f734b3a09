package org.voxelbench.training.patch;

import java.util.Arrays;
import org.voxelbench.base.BadInputException;

/**
 * The patch cut from a case, large enough that the final patch can be rotated and scaled inside it
 * (nnU-Net: {@code compute_initial_patch_size.py}).
 *
 * @param patch the final patch, {@code [D, H, W]}; D = 1 for a 2-D network
 * @param size the loader's patch, {@code [D, H, W]}, nowhere smaller
 */
public record LoaderPatch(int[] patch, int[] size) {

  /** Above this ratio of the longest axis to the first, rotations stay in the plane. */
  private static final double ANISOTROPY = 3;

  /** The smallest factor that the loader's patch allows for; smaller ones see its border. */
  private static final double SMALLEST_SCALE = 0.85;

  public LoaderPatch {
    if (patch.length != 3 || size.length != 3) {
      throw new BadInputException(
          "a patch has 3 axes [D, H, W]; got "
              + Arrays.toString(patch)
              + " in "
              + Arrays.toString(size)
              + ".");
    }
    patch = patch.clone();
    size = size.clone();
    long voxels = 1;
    for (int axis = 0; axis < 3; axis++) {
      if (patch[axis] < 1 || size[axis] < patch[axis]) {
        throw new BadInputException(
            "the loader's patch "
                + Arrays.toString(size)
                + " must hold the patch "
                + Arrays.toString(patch)
                + ", whose axes must be positive.");
      }
      voxels *= size[axis];
      if (voxels > Integer.MAX_VALUE) {
        throw new BadInputException(
            "a patch of "
                + Arrays.toString(patch)
                + " voxels is loaded as "
                + Arrays.toString(size)
                + ", more than an array holds; choose a smaller patch.");
      }
    }
  }

  /** The patch itself, as for validation. */
  public static LoaderPatch exact(int[] patch) {
    return new LoaderPatch(patch, patch);
  }

  /**
   * The box that holds the patch rotated about each axis in turn, enlarged for scaling.
   *
   * @param angle the largest rotation in radians; more than a right angle counts as one
   * @param inPlane whether the first axis is left as it is
   */
  public static LoaderPatch enclosing(int[] patch, double angle, boolean inPlane) {
    double rotation = Math.min(Math.PI / 2, Math.abs(angle));
    double cos = StrictMath.cos(rotation);
    double sin = StrictMath.sin(rotation);
    double[] box = {patch[0], patch[1], patch[2]};
    // Positive angles only, as nnU-Net does: one of two axes takes the sum, the other the
    // difference.
    int[][] planes = patch[0] == 1 ? new int[][] {{1, 2}} : new int[][] {{1, 2}, {2, 0}, {0, 1}};
    for (int[] plane : planes) {
      double a = patch[plane[0]];
      double b = patch[plane[1]];
      box[plane[0]] = Math.max(box[plane[0]], Math.abs(a * cos + b * sin));
      box[plane[1]] = Math.max(box[plane[1]], Math.abs(b * cos - a * sin));
    }
    int[] size = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      size[axis] = inPlane && axis == 0 ? patch[0] : (int) (box[axis] / SMALLEST_SCALE);
    }
    return new LoaderPatch(patch, size);
  }

  /**
   * Whether rotations stay in the plane of the last two axes: a 2-D patch, or one much longer than
   * its first axis.
   */
  public static boolean inPlane(int[] patch) {
    int longest = Math.max(patch[0], Math.max(patch[1], patch[2]));
    return patch[0] == 1 || longest / (double) patch[0] > ANISOTROPY;
  }

  /** The final patch, {@code [D, H, W]}. */
  @Override
  public int[] patch() {
    return patch.clone();
  }

  /** The loader's patch, {@code [D, H, W]}. */
  @Override
  public int[] size() {
    return size.clone();
  }

  /** Where the final patch begins when it is cut from the loader's centre, per axis. */
  public int[] centre() {
    int[] offset = new int[3];
    Arrays.setAll(offset, axis -> size[axis] / 2 - patch[axis] / 2);
    return offset;
  }
}
