package org.voxelbench.training.augment;

/**
 * One channel of a box, read between its voxels by a cubic B-spline whose coefficients mirror at
 * the border; what lies outside the loader's outermost voxel centres is 0 (SciPy: {@code
 * map_coordinates} of order 3, mode "constant").
 */
final class SplineImage implements RowSource {

  /** Voxels beyond which the prefilter's memory is below float accuracy. */
  static final int MARGIN = 16;

  private static final double POLE = Math.sqrt(3) - 2;

  /** Voxels beyond which the prefilter's memory is below double accuracy. */
  private static final int MEMORY = 48;

  private final SamplingGrid grid;
  private final PatchPart box;
  private final double[] coefficients;
  private final int[][] index = new int[3][4];
  private final double[][] weight = new double[3][4];

  /**
   * @param voxels channels of the box, {@code [C, D, H, W]}
   */
  SplineImage(SamplingGrid grid, PatchPart box, float[] voxels, int channel) {
    this.grid = grid;
    this.box = box;
    coefficients = new double[box.voxels()];
    int from = channel * coefficients.length;
    for (int i = 0; i < coefficients.length; i++) {
      coefficients[i] = voxels[from + i];
    }
    int inner = coefficients.length;
    for (int axis = 0; axis < 3; axis++) {
      inner /= box.size()[axis];
      filter(box.size()[axis], inner);
    }
  }

  /** Turns samples into coefficients along one axis, lines of {@code inner} values at once. */
  private void filter(int length, int inner) {
    if (length == 1) {
      return;
    }
    double[] c = coefficients;
    int block = length * inner;
    double gain = (1 - POLE) * (1 - 1 / POLE);
    for (int from = 0; from < c.length; from += block) {
      for (int i = from; i < from + block; i++) {
        c[i] *= gain;
      }
      for (int k = 0; k < inner; k++) {
        c[from + k] = firstCausal(from + k, length, inner);
      }
      for (int i = from + inner; i < from + block; i++) {
        c[i] += POLE * c[i - inner];
      }
      for (int i = from + block - inner; i < from + block; i++) {
        c[i] = POLE / (POLE * POLE - 1) * (c[i] + POLE * c[i - inner]);
      }
      for (int i = from + block - inner - 1; i >= from; i--) {
        c[i] = POLE * (c[i + inner] - c[i]);
      }
    }
  }

  /** The causal filter's start, summed over the signal mirrored without end. */
  private double firstCausal(int first, int length, int inner) {
    int last = length - 1;
    double forward = 1;
    double backward = StrictMath.pow(POLE, 2 * last);
    double period = backward;
    double sum = coefficients[first];
    for (int i = 1; i < Math.min(last, MEMORY); i++) {
      forward *= POLE;
      backward /= POLE;
      sum += (forward + backward) * coefficients[first + i * inner];
    }
    if (last < MEMORY) {
      sum += StrictMath.pow(POLE, last) * coefficients[first + last * inner];
    }
    return sum / (1 - period);
  }

  @Override
  public void fill(SampledRow row, float[] out, int at) {
    for (int w = 0; w < row.base.length; w++) {
      out[at + w] = (float) value(row, w);
    }
  }

  private double value(SampledRow row, int w) {
    for (int axis = 0; axis < 3; axis++) {
      double position = row.position(axis, w);
      if (!(position >= 0 && position <= grid.loader(axis) - 1)) {
        return 0;
      }
      locate(axis, position - box.lower()[axis]);
    }
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      double plane = 0;
      for (int j = 0; j < 4; j++) {
        int line = index[0][i] + index[1][j];
        double[] c = coefficients;
        plane +=
            weight[1][j]
                * (weight[2][0] * c[line + index[2][0]]
                    + weight[2][1] * c[line + index[2][1]]
                    + weight[2][2] * c[line + index[2][2]]
                    + weight[2][3] * c[line + index[2][3]]);
      }
      sum += weight[0][i] * plane;
    }
    return sum;
  }

  private void locate(int axis, double position) {
    int[] size = box.size();
    int stride = axis == 0 ? size[1] * size[2] : axis == 1 ? size[2] : 1;
    int low = (int) Math.floor(position);
    double x = position - low;
    double y = 1 - x;
    weight[axis][0] = y * y * y / 6;
    weight[axis][1] = 2 / 3.0 - x * x * (2 - x) / 2;
    weight[axis][2] = 2 / 3.0 - y * y * (2 - y) / 2;
    weight[axis][3] = x * x * x / 6;
    for (int tap = 0; tap < 4; tap++) {
      index[axis][tap] = stride * GaussianBlur.reflect(low - 1 + tap, size[axis]);
    }
  }
}
