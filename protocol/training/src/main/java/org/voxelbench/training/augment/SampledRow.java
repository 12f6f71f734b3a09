package org.voxelbench.training.augment;

/** One row of the final patch on its way through the voxels read. */
final class SampledRow {

  private final SamplingGrid grid;
  private final PatchPart box;
  private final double[] start = new double[3];
  private final double[] step = new double[3];

  /** Per voxel of the row: index of its lower neighbour in the box, and way beyond it. */
  final int[] base;

  final float[] beyondD;
  final float[] beyondH;
  final float[] beyondW;

  /** Index differences to the upper neighbours. */
  final int strideH;

  int strideD;

  /** Voxels from {@code from} to {@code to - 1} have all neighbours inside the loader's patch. */
  int from;

  int to;

  SampledRow(SamplingGrid grid, PatchPart box) {
    this.grid = grid;
    this.box = box;
    int length = grid.patch(2);
    base = new int[length];
    beyondD = new float[length];
    beyondH = new float[length];
    beyondW = new float[length];
    strideH = box.size()[2];
    for (int axis = 0; axis < 3; axis++) {
      step[axis] = grid.step(axis);
    }
  }

  /** The position of a voxel along an axis of the loader's patch. */
  double position(int axis, int w) {
    return start[axis] + w * step[axis];
  }

  void moveTo(int d, int h) {
    from = 0;
    to = grid.patch(2);
    for (int axis = 0; axis < 3; axis++) {
      start[axis] = grid.start(axis, d, h);
    }
    // In a plane of the loader's patch there is no need for the next one.
    boolean flat = step[0] == 0 && start[0] == Math.rint(start[0]);
    strideD = flat ? 0 : box.size()[1] * box.size()[2];
    clip(0, flat ? grid.loader(0) : grid.loader(0) - 1);
    clip(1, grid.loader(1) - 1);
    clip(2, grid.loader(2) - 1);
    locate();
  }

  /** Drops the ends of the row whose positions are not in [0, bound). */
  private void clip(int axis, int bound) {
    while (from < to && !(position(axis, from) >= 0 && position(axis, from) < bound)) {
      from++;
    }
    while (from < to && !(position(axis, to - 1) >= 0 && position(axis, to - 1) < bound)) {
      to--;
    }
  }

  private void locate() {
    int[] lower = box.lower();
    int strideSlice = box.size()[1] * box.size()[2];
    for (int w = from; w < to; w++) {
      double d = position(0, w);
      double h = position(1, w);
      double x = position(2, w);
      int lowD = (int) d;
      int lowH = (int) h;
      int lowW = (int) x;
      beyondD[w] = (float) (d - lowD);
      beyondH[w] = (float) (h - lowH);
      beyondW[w] = (float) (x - lowW);
      base[w] = (lowD - lower[0]) * strideSlice + (lowH - lower[1]) * strideH + lowW - lower[2];
    }
  }
}
