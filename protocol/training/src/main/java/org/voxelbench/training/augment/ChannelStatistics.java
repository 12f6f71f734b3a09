package org.voxelbench.training.augment;

/**
 * What contrast and gamma need to know of a channel.
 *
 * @param deviation the sample standard deviation
 */
record ChannelStatistics(double mean, double deviation, float min, float max) {

  /** Of the values {@code from} to {@code from + count - 1}. */
  static ChannelStatistics of(float[] values, int from, int count) {
    // Sums around the first value keep their digits; four of them keep the processor busy.
    double pivot = values[from];
    double[] sums = new double[2];
    int blocks = count & ~3;
    sum(values, from, blocks, pivot, sums);
    for (int i = from + blocks; i < from + count; i++) {
      double v = values[i] - pivot;
      sums[0] += v;
      sums[1] += v * v;
    }
    double shift = sums[0] / count;
    double squares = Math.max(0, sums[1] - sums[0] * shift);
    float min = values[from];
    float max = min;
    for (int i = from + 1; i < from + count; i++) {
      float v = values[i];
      min = v < min ? v : min;
      max = v > max ? v : max;
    }
    return new ChannelStatistics(
        pivot + shift, count > 1 ? Math.sqrt(squares / (count - 1)) : 0, min, max);
  }

  private static void sum(float[] values, int from, int count, double pivot, double[] sums) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double aa = 0;
    double bb = 0;
    double cc = 0;
    double dd = 0;
    for (int i = from; i < from + count; i += 4) {
      double v = values[i] - pivot;
      double w = values[i + 1] - pivot;
      double x = values[i + 2] - pivot;
      double y = values[i + 3] - pivot;
      a += v;
      b += w;
      c += x;
      d += y;
      aa += v * v;
      bb += w * w;
      cc += x * x;
      dd += y * y;
    }
    sums[0] = a + b + (c + d);
    sums[1] = aa + bb + (cc + dd);
  }
}
