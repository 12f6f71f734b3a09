package org.voxelbench.training.augment;

/**
 * The segmentation of a box, read between its voxels: the label whose indicator, linearly
 * interpolated, is largest, the lowest of several; what lies outside the loader's outermost voxel
 * centres is -1.
 */
final class LinearLabels {

  private static final short OUTSIDE = -1;

  private final SamplingGrid grid;
  private final PatchPart box;
  private final short[] voxels;
  private final short[] corners = new short[8];
  private final float[] weights = new float[8];

  LinearLabels(SamplingGrid grid, PatchPart box, short[] voxels) {
    this.grid = grid;
    this.box = box;
    this.voxels = voxels;
  }

  void fill(SampledRow row, short[] out, int at) {
    for (int w = 0; w < row.from; w++) {
      out[at + w] = border(row, w);
    }
    inner(row, out, at);
    for (int w = row.to; w < row.base.length; w++) {
      out[at + w] = border(row, w);
    }
  }

  private void inner(SampledRow row, short[] out, int at) {
    short[] v = voxels;
    int[] base = row.base;
    int h = row.strideH;
    int d = row.strideD;
    for (int w = row.from; w < row.to; w++) {
      int i = base[w];
      int j = i + d;
      short label = v[i];
      int unlike =
          (v[i + 1] ^ label)
              | (v[i + h] ^ label)
              | (v[i + h + 1] ^ label)
              | (v[j] ^ label)
              | (v[j + 1] ^ label)
              | (v[j + h] ^ label)
              | (v[j + h + 1] ^ label);
      out[at + w] =
          unlike == 0 ? label : vote(i, d, h, 1, row.beyondD[w], row.beyondH[w], row.beyondW[w]);
    }
  }

  private short border(SampledRow row, int w) {
    int[] low = new int[3];
    float[] beyond = new float[3];
    int[] stride = {box.size()[1] * box.size()[2], box.size()[2], 1};
    int base = 0;
    for (int axis = 0; axis < 3; axis++) {
      double position = row.position(axis, w);
      int last = grid.loader(axis) - 1;
      if (!(position >= 0 && position <= last)) {
        return OUTSIDE;
      }
      low[axis] = (int) position;
      beyond[axis] = (float) (position - low[axis]);
      base += (low[axis] - box.lower()[axis]) * stride[axis];
      stride[axis] = low[axis] == last ? 0 : stride[axis];
    }
    return vote(base, stride[0], stride[1], stride[2], beyond[0], beyond[1], beyond[2]);
  }

  /** Adds up the weights of the 8 neighbours label by label. */
  private short vote(int base, int d, int h, int w, float z, float y, float x) {
    for (int corner = 0; corner < 8; corner++) {
      int upD = corner >> 2;
      int upH = corner >> 1 & 1;
      int upW = corner & 1;
      corners[corner] = voxels[base + upD * d + upH * h + upW * w];
      weights[corner] = (upD == 0 ? 1 - z : z) * (upH == 0 ? 1 - y : y) * (upW == 0 ? 1 - x : x);
    }
    short best = corners[0];
    float most = -1;
    for (int i = 0; i < 8; i++) {
      short label = corners[i];
      float sum = 0;
      for (int j = 0; j < 8; j++) {
        sum += corners[j] == label ? weights[j] : 0;
      }
      if (sum > most || sum == most && label < best) {
        most = sum;
        best = label;
      }
    }
    return best;
  }
}
