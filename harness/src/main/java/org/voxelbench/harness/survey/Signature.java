package org.voxelbench.harness.survey;

import java.util.List;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.raw.Orientation;

/**
 * A volume at low resolution: the mean intensity in each of 16 x 16 x 16 boxes of its field of
 * view, whose axes point to superior, anterior and right, with mean 0 and length 1. Resolution,
 * margins of field of view aside, intensity scale and the file's orientation don't change it.
 *
 * @param values in C order of superior, anterior, right
 */
public record Signature(float[] values) {

  /** Boxes along an axis. */
  static final int EDGE = 16;

  static final int LENGTH = EDGE * EDGE * EDGE;

  /** Below it there is nothing but one value. */
  private static final double FLAT = 1e-6;

  /**
   * Of an image.
   *
   * @param low values below it count as it; so don't single voxels
   * @param high the same above
   */
  static Signature of(Image image, double low, double high) {
    float[] boxes = image.voxels();
    int[] size = image.geometry().size().clone();
    for (int axis = 2; axis >= 0; axis--) {
      boxes =
          shrunk(
              boxes,
              size,
              axis,
              axis == 2 ? low : -Double.MAX_VALUE,
              axis == 2 ? high : Double.MAX_VALUE);
      size[axis] = EDGE;
    }
    return new Signature(normalised(turned(boxes, Orientation.of(image.geometry().affine()))));
  }

  /** Means over equal parts of one axis; a part holds shares of voxels at its ends. */
  private static float[] shrunk(float[] from, int[] size, int axis, double low, double high) {
    int n = size[axis];
    int inner = 1;
    for (int a = axis + 1; a < 3; a++) {
      inner *= size[a];
    }
    int outer = from.length / n / inner;
    float[] to = new float[outer * EDGE * inner];
    for (int box = 0; box < EDGE; box++) {
      double first = (double) box * n / EDGE;
      double last = (double) (box + 1) * n / EDGE;
      for (int x = (int) first; x < Math.min(n, Math.ceil(last)); x++) {
        float share = (float) ((Math.min(last, x + 1) - Math.max(first, x)) / (last - first));
        for (int o = 0; o < outer; o++) {
          int source = (o * n + x) * inner;
          int target = (o * EDGE + box) * inner;
          for (int i = 0; i < inner; i++) {
            float value = from[source + i];
            if (Float.isFinite(value)) {
              to[target + i] += share * (float) Math.max(low, Math.min(high, value));
            }
          }
        }
      }
    }
    return to;
  }

  private static float[] turned(float[] boxes, Orientation orientation) {
    float[] turned = new float[LENGTH];
    int[] at = new int[3];
    for (int voxel = 0; voxel < LENGTH; voxel++) {
      int[] stored = {voxel % EDGE, voxel / EDGE % EDGE, voxel / EDGE / EDGE};
      for (int axis = 0; axis < 3; axis++) {
        int place = stored[axis];
        at[orientation.anatomical()[axis]] = orientation.flipped()[axis] ? EDGE - 1 - place : place;
      }
      turned[(at[2] * EDGE + at[1]) * EDGE + at[0]] = boxes[voxel];
    }
    return turned;
  }

  /** Mean 0 and length 1; all 0 if there is nothing but one value. */
  private static float[] normalised(float[] values) {
    double mean = 0;
    for (float value : values) {
      mean += value / (double) values.length;
    }
    double squares = 0;
    double most = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
      most = Math.max(most, Math.abs(value));
    }
    float[] normalised = new float[values.length];
    double length = Math.sqrt(squares);
    if (length > FLAT * most) {
      for (int i = 0; i < values.length; i++) {
        normalised[i] = (float) ((values[i] - mean) / length);
      }
    }
    return normalised;
  }

  /**
   * The differences of each box from its six neighbours, likewise with mean 0 and length 1. They
   * tell subjects apart whose outlines are alike, such as brains in one standard space.
   */
  Signature details() {
    float[] details = new float[LENGTH];
    int[] steps = {1, EDGE, EDGE * EDGE};
    for (int voxel = 0; voxel < LENGTH; voxel++) {
      for (int step : steps) {
        int place = voxel / step % EDGE;
        float own = values[voxel];
        details[voxel] += place == 0 ? 0 : own - values[voxel - step];
        details[voxel] += place == EDGE - 1 ? 0 : own - values[voxel + step];
      }
    }
    return new Signature(normalised(details));
  }

  /** The same as a mirror shows it. */
  Signature in(Mirror mirror) {
    float[] mirrored = new float[LENGTH];
    for (int voxel = 0; voxel < LENGTH; voxel++) {
      mirrored[mirror.place(voxel)] = values[voxel];
    }
    return new Signature(mirrored);
  }

  /** Correlation with another. */
  double with(Signature other) {
    double sum = 0;
    for (int i = 0; i < LENGTH; i++) {
      sum += (double) values[i] * other.values[i];
    }
    return sum;
  }

  /** The sum of several, box by box. */
  static float[] sum(List<Signature> all) {
    float[] sum = new float[LENGTH];
    for (Signature one : all) {
      for (int box = 0; box < LENGTH; box++) {
        sum[box] += one.values[box];
      }
    }
    return sum;
  }

  /** The mean of the others, of the sum of all; likewise with mean 0 and length 1. */
  Signature others(float[] sum) {
    float[] others = new float[LENGTH];
    for (int box = 0; box < LENGTH; box++) {
      others[box] = sum[box] - values[box];
    }
    return new Signature(normalised(others));
  }
}
