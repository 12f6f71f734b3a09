package org.voxelbench.training.augment;

import org.voxelbench.training.patch.LoaderPatch;

/** Where each voxel of the final patch lies in the loader's patch, in voxels. */
final class SamplingGrid {

  private final int[] patch;
  private final int[] loader;
  private final Affine affine;
  private final double[] origin = new double[3];

  SamplingGrid(LoaderPatch patch, Affine affine) {
    this.patch = patch.patch();
    this.loader = patch.size();
    this.affine = affine;
    for (int axis = 0; axis < 3; axis++) {
      double position = (loader[axis] - 1) / 2.0;
      for (int i = 0; i < 3; i++) {
        position -= affine.at(axis, i) * ((this.patch[i] - 1) / 2.0);
      }
      origin[axis] = position;
    }
  }

  /** The final patch's voxels along an axis. */
  int patch(int axis) {
    return patch[axis];
  }

  /** The loader patch's voxels along an axis. */
  int loader(int axis) {
    return loader[axis];
  }

  /** The position, along an axis, of the first voxel of a row of the final patch. */
  double start(int axis, int d, int h) {
    return origin[axis] + affine.at(axis, 0) * d + affine.at(axis, 1) * h;
  }

  /** The way, along an axis, from a voxel of a row to the next. */
  double step(int axis) {
    return affine.at(axis, 2);
  }

  /** The voxels needed to interpolate, with some more around them. */
  PatchPart box(int margin) {
    int[] lower = new int[3];
    int[] size = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      double low = origin[axis];
      double high = origin[axis];
      for (int i = 0; i < 3; i++) {
        double way = affine.at(axis, i) * (patch[i] - 1);
        low += Math.min(0, way);
        high += Math.max(0, way);
      }
      int last = loader[axis] - 1;
      lower[axis] = clamp((int) Math.floor(low) - margin, last);
      size[axis] = clamp((int) Math.floor(high) + 1 + margin, last) - lower[axis] + 1;
    }
    return new PatchPart(lower, size);
  }

  private static int clamp(int position, int last) {
    return Math.min(Math.max(position, 0), last);
  }
}
