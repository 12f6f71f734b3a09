package org.voxelbench.preparation.cache;

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
   * non-zero mask.
   *
   * @param out {@code [D, H, W]} in C order
   */
  void readSegmentation(int[] lower, int[] size, short[] out);

  /** Stored voxels of each class or region, for foreground oversampling. */
  ClassLocations classLocations();
}
