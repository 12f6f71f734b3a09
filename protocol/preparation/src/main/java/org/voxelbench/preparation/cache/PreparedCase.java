package org.voxelbench.preparation.cache;

import java.util.Arrays;

/**
 * A preprocessed case from which patches are read without loading the whole.
 *
 * <p>Safe for use by several threads.
 */
public interface PreparedCase {

  /** The case's name, without channel and file ending. */
  String id();

  /** The number of image channels. */
  int channels();

  /** Voxels per axis after preprocessing, {@code [D, H, W]}. */
  int[] shape();

  /**
   * Reads a box of all channels; voxels outside the case are 0.
   *
   * @param lower lower corner, {@code [D, H, W]}, may be negative
   * @param size voxels per axis of the box
   * @param out {@code [C, D, H, W]} in C order
   */
  void readImage(int[] lower, int[] size, float[] out);

  /**
   * Reads a box of the segmentation; voxels outside the case are -1, as are those outside the
   * non-zero mask; or, where voxels are {@link #marked}, those.
   *
   * @param out {@code [D, H, W]} in C order
   */
  void readSegmentation(int[] lower, int[] size, short[] out);

  /** Whether a mask marks voxels that no loss may count. */
  default boolean marked() {
    return false;
  }

  /**
   * Reads a box of the marks: 1 where a mask marks a voxel that no loss may count, 0 elsewhere and
   * outside the case.
   *
   * @param out {@code [D, H, W]} in C order
   */
  default void readMarks(int[] lower, int[] size, short[] out) {
    Arrays.fill(out, (short) 0);
  }

  /** Stored voxels of each class or region, for foreground oversampling. */
  ClassLocations classLocations();
}
