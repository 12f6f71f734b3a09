package org.voxelbench.training.augment;

/** One channel of a box, read between its voxels; what lies outside the loader's patch is 0. */
final class LinearImage implements RowSource {

  private final SamplingGrid grid;
  private final PatchPart box;
  private final float[] voxels;
  private final int channel;

  /**
   * @param voxels channels of the box, {@code [C, D, H, W]}
   */
  LinearImage(SamplingGrid grid, PatchPart box, float[] voxels, int channel) {
    this.grid = grid;
    this.box = box;
    this.voxels = voxels;
    this.channel = channel * box.voxels();
  }

  @Override
  public void fill(SampledRow row, float[] out, int at) {
    for (int w = 0; w < row.from; w++) {
      out[at + w] = border(row, w);
    }
    inner(row, out, at);
    for (int w = row.to; w < row.base.length; w++) {
      out[at + w] = border(row, w);
    }
  }

  private void inner(SampledRow row, float[] out, int at) {
    float[] v = voxels;
    int[] base = row.base;
    float[] beyondD = row.beyondD;
    float[] beyondH = row.beyondH;
    float[] beyondW = row.beyondW;
    int h = row.strideH;
    int d = row.strideD;
    for (int w = row.from; w < row.to; w++) {
      int i = channel + base[w];
      int j = i + d;
      float x = beyondW[w];
      float y = beyondH[w];
      float a = v[i] + x * (v[i + 1] - v[i]);
      float b = v[i + h] + x * (v[i + h + 1] - v[i + h]);
      float c = v[j] + x * (v[j + 1] - v[j]);
      float e = v[j + h] + x * (v[j + h + 1] - v[j + h]);
      float low = a + y * (b - a);
      out[at + w] = low + beyondD[w] * (c + y * (e - c) - low);
    }
  }

  private float border(SampledRow row, int w) {
    double d = row.position(0, w);
    double h = row.position(1, w);
    double x = row.position(2, w);
    int lowD = (int) Math.floor(d);
    int lowH = (int) Math.floor(h);
    int lowW = (int) Math.floor(x);
    double sum = 0;
    for (int corner = 0; corner < 8; corner++) {
      int atD = lowD + (corner >> 2);
      int atH = lowH + (corner >> 1 & 1);
      int atW = lowW + (corner & 1);
      if (inside(0, atD) && inside(1, atH) && inside(2, atW)) {
        double weight = (1 - Math.abs(d - atD)) * (1 - Math.abs(h - atH)) * (1 - Math.abs(x - atW));
        sum += weight == 0 ? 0 : weight * voxels[index(atD, atH, atW)];
      }
    }
    return (float) sum;
  }

  private boolean inside(int axis, int position) {
    return position >= 0 && position < grid.loader(axis);
  }

  private int index(int d, int h, int w) {
    int[] lower = box.lower();
    int[] size = box.size();
    return channel + ((d - lower[0]) * size[1] + h - lower[1]) * size[2] + w - lower[2];
  }
}
