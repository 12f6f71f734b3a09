package org.voxelbench.methods.modelsgenesis;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.volume.VoxelBox;

/**
 * Hides parts of an image behind uniform noise in [0, 1): boxes inside it, or all that lies around
 * a few windows (Zhou et al. 2021, in- and out-painting).
 *
 * <p>Boxes stay 3 voxels away from the border. There are at most 5, each further one with
 * probability 0.95.
 */
final class Painting {

  private static final int MARGIN = 3;
  private static final int MOST_BOXES = 5;
  private static final double ANOTHER_BOX = 0.95;

  /** The shortest axis whose largest window leaves room for the margins: 14 - floor(3 * 14 / 7). */
  private static final int SHORTEST_AXIS = 14;

  private Painting() {}

  /** Rejects a patch too small for windows with their margins. */
  static void check(int[] patch) {
    for (int length : patch) {
      if (length < SHORTEST_AXIS) {
        throw new BadInputException(
            "models-genesis: a patch axis of "
                + length
                + " voxels is too short to paint around windows in it; choose a patchSize of at"
                + " least "
                + SHORTEST_AXIS
                + " voxels per axis.");
      }
    }
  }

  /** Boxes to hide: sides of a sixth to a third of each axis; now and then none. */
  static List<VoxelBox> hidden(int[] shape, RandomStream random) {
    List<VoxelBox> boxes = new ArrayList<>();
    while (boxes.size() < MOST_BOXES && random.chance(ANOTHER_BOX)) {
      int[] size = new int[3];
      for (int axis = 0; axis < 3; axis++) {
        size[axis] = random.nextInt(shape[axis] / 6, shape[axis] / 3 + 1);
      }
      boxes.add(VoxelBox.place(shape, size, MARGIN, random));
    }
    return boxes;
  }

  /** Windows to keep: each axis shortened by 3/7 to 4/7; at least one. */
  static List<VoxelBox> kept(int[] shape, RandomStream random) {
    List<VoxelBox> windows = new ArrayList<>();
    do {
      int[] size = new int[3];
      for (int axis = 0; axis < 3; axis++) {
        int length = shape[axis];
        size[axis] = length - random.nextInt(3 * length / 7, 4 * length / 7 + 1);
      }
      windows.add(VoxelBox.place(shape, size, MARGIN, random));
    } while (windows.size() < MOST_BOXES && random.chance(ANOTHER_BOX));
    return windows;
  }

  static float[] noise(int voxels, RandomStream random) {
    float[] noise = new float[voxels];
    for (int i = 0; i < voxels; i++) {
      noise[i] = random.nextFloat();
    }
    return noise;
  }

  /** Hides boxes of an image, in place. */
  static void inside(float[] image, int[] shape, RandomStream random) {
    for (VoxelBox box : hidden(shape, random)) {
      box.write(noise(box.voxels(), random), image, shape);
    }
  }

  /** An image of noise that shows the original in windows. */
  static float[] outside(float[] image, int[] shape, RandomStream random) {
    return around(image, shape, kept(shape, random), noise(image.length, random));
  }

  /** Shows the image in the windows of a noise volume, which is changed and returned. */
  static float[] around(float[] image, int[] shape, List<VoxelBox> windows, float[] noise) {
    for (VoxelBox window : windows) {
      window.copy(image, noise, shape);
    }
    return noise;
  }
}
