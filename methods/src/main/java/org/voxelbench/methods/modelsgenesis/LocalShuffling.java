package org.voxelbench.methods.modelsgenesis;

import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.volume.VoxelBox;

/**
 * Permutes the voxels within many small boxes (Zhou et al. 2021, local pixel shuffling).
 *
 * <p>Sides are uniform up to a tenth of the axis. Every box is read from the original, so that
 * where boxes overlap the later one counts alone.
 *
 * @param blocks number of boxes
 */
record LocalShuffling(int blocks) {

  /** The released code's number of boxes and the volume for which it is meant. */
  private static final int PAPER_BLOCKS = 10_000;

  private static final long PAPER_VOXELS = 160L * 160 * 160;

  private static final int SHARE_OF_AXIS = 10;

  /** As many boxes per voxel as the released code has at 160^3. */
  static LocalShuffling scaled(int[] shape) {
    long voxels = (long) shape[0] * shape[1] * shape[2];
    return new LocalShuffling(
        (int) Math.max(1, Math.round(1.0 * PAPER_BLOCKS * voxels / PAPER_VOXELS)));
  }

  /** A shuffled copy of an image {@code [D, H, W]}. */
  float[] apply(float[] image, int[] shape, RandomStream random) {
    float[] shuffled = image.clone();
    int[] largest = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      largest[axis] = Math.max(1, shape[axis] / SHARE_OF_AXIS);
    }
    int most = largest[0] * largest[1] * largest[2];
    Block block = new Block(new float[most], new float[most]);
    int[] order = new int[most];
    for (int i = 0; i < blocks; i++) {
      int[] size = new int[3];
      for (int axis = 0; axis < 3; axis++) {
        size[axis] = random.nextInt(1, largest[axis] + 1);
      }
      VoxelBox box = VoxelBox.place(shape, size, 0, random);
      permute(order, box.voxels(), random);
      block.shuffle(image, shuffled, shape, box, order);
    }
    return shuffled;
  }

  /** Makes the front of an array a uniformly drawn permutation. */
  private static void permute(int[] order, int length, RandomStream random) {
    for (int i = 0; i < length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
  }

  /** Working memory for the largest box. */
  record Block(float[] before, float[] after) {

    /** Voxel i of the box becomes what voxel {@code order[i]} of it was in the original. */
    void shuffle(float[] original, float[] shuffled, int[] shape, VoxelBox box, int[] order) {
      box.read(original, shape, before);
      for (int i = 0; i < box.voxels(); i++) {
        after[i] = before[order[i]];
      }
      box.write(after, shuffled, shape);
    }
  }
}
