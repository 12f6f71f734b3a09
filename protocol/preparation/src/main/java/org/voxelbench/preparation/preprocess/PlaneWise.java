package org.voxelbench.preparation.preprocess;

/** Resizes plane by plane and takes the nearest plane along the remaining, coarse axis. */
final class PlaneWise {

  private final int[] shape;
  private final int[] newShape;
  private final int axis;
  private final int rows;
  private final int columns;
  private final ClippedResize inPlane;

  PlaneWise(int[] shape, int[] newShape, int axis, int order) {
    this.shape = shape;
    this.newShape = newShape;
    this.axis = axis;
    this.rows = axis == 0 ? 1 : 0;
    this.columns = axis == 2 ? 1 : 2;
    this.inPlane = new ClippedResize(order);
  }

  float[] apply(float[] voxels) {
    AxisTaps nearest = new AxisTaps(shape[axis], newShape[axis], 0);
    float[] resampled = new float[Volumes.size(newShape)];
    float[] plane = null;
    int loaded = -1;
    for (int i = 0; i < newShape[axis]; i++) {
      if (nearest.index[i] != loaded) {
        loaded = nearest.index[i];
        plane = plane(voxels, loaded);
      }
      put(plane, resampled, i);
    }
    return resampled;
  }

  private float[] plane(float[] voxels, int index) {
    int[] stride = strides(shape);
    double[] plane = new double[shape[rows] * shape[columns]];
    int at = 0;
    for (int r = 0; r < shape[rows]; r++) {
      int line = index * stride[axis] + r * stride[rows];
      for (int c = 0; c < shape[columns]; c++) {
        plane[at++] = voxels[line + c * stride[columns]];
      }
    }
    return inPlane.apply(
        plane,
        new int[] {shape[rows], shape[columns]},
        new int[] {newShape[rows], newShape[columns]});
  }

  private void put(float[] plane, float[] target, int index) {
    int[] stride = strides(newShape);
    int at = 0;
    for (int r = 0; r < newShape[rows]; r++) {
      int line = index * stride[axis] + r * stride[rows];
      for (int c = 0; c < newShape[columns]; c++) {
        target[line + c * stride[columns]] = plane[at++];
      }
    }
  }

  private static int[] strides(int[] shape) {
    return new int[] {shape[1] * shape[2], shape[2], 1};
  }
}
