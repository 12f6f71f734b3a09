package org.voxelbench.datasets.nifti;

import org.voxelbench.datasets.DatasetException;

/** A NIfTI image as read, with one to seven axes in NIfTI order {@code (i, j, k, t, ...)}. */
public final class NiftiVolume {

  private final NiftiHeader header;
  private final double[] values;

  NiftiVolume(NiftiHeader header, double[] values) {
    this.header = header;
    this.values = values;
  }

  /** Voxels per axis. */
  public int[] shape() {
    long[] shape = header.shape();
    int[] ints = new int[shape.length];
    for (int axis = 0; axis < ints.length; axis++) {
      ints[axis] = Math.toIntExact(shape[axis]);
    }
    return ints;
  }

  /** Spacing per axis; mm for the first three. */
  public double[] zooms() {
    return header.zooms();
  }

  /** 4x4, from voxel indices {@code (i, j, k, 1)} to RAS mm. */
  public double[][] affine() {
    return header.affine();
  }

  /** The number of voxels. */
  public int size() {
    return values.length;
  }

  /** The scaled value at a place in memory, where the first axis runs fastest. */
  public double value(int place) {
    return values[place];
  }

  /**
   * The scaled value of a voxel, one index per axis.
   *
   * @throws DatasetException if the indices don't fit the shape
   */
  public double at(int... index) {
    int[] shape = shape();
    if (index.length != shape.length) {
      throw new DatasetException(
          index.length + " indices were given for an image of " + shape.length + " axes.");
    }
    int place = 0;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      if (index[axis] < 0 || index[axis] >= shape[axis]) {
        throw new DatasetException(
            "index " + index[axis] + " lies outside an axis of " + shape[axis] + " voxels.");
      }
      place = place * shape[axis] + index[axis];
    }
    return values[place];
  }
}
