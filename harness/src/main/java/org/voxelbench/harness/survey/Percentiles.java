package org.voxelbench.harness.survey;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The distribution of intensities: the 0.5th, 99.5th and every whole percentile, linear between the
 * two nearest values (NumPy's default). Exact, by counting the values' bits, since sorting would
 * take longer than reading.
 *
 * @param values at {@link #SHARES}, rising
 */
public record Percentiles(float[] values) {

  /** The shares of values that lie below. */
  static final double[] SHARES = shares();

  private static final int HALF = 1 << 16;

  private static double[] shares() {
    double[] shares = new double[103];
    for (int percent = 0; percent <= 100; percent++) {
      shares[percent == 0 ? 0 : percent == 100 ? 102 : percent + 1] = percent / 100.0;
    }
    shares[1] = 0.005;
    shares[101] = 0.995;
    return shares;
  }

  /** Of an image's finite values; empty if there are none. */
  static Optional<Percentiles> of(float[] voxels) {
    int[] upper = new int[HALF];
    int count = 0;
    for (float voxel : voxels) {
      if (Float.isFinite(voxel)) {
        upper[order(voxel) >>> 16]++;
        count++;
      }
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(new Percentiles(values(voxels, upper, count)));
  }

  private static float[] values(float[] voxels, int[] upper, int count) {
    int[] ranks = new int[2 * SHARES.length];
    for (int i = 0; i < SHARES.length; i++) {
      ranks[2 * i] = (int) Math.floor(SHARES[i] * (count - 1));
      ranks[2 * i + 1] = Math.min(count - 1, ranks[2 * i] + 1);
    }
    float[] ordered = atRanks(voxels, upper, ranks);
    float[] values = new float[SHARES.length];
    for (int i = 0; i < SHARES.length; i++) {
      double beyond = SHARES[i] * (count - 1) - ranks[2 * i];
      values[i] =
          (float) (ordered[2 * i] + beyond * ((double) ordered[2 * i + 1] - ordered[2 * i]));
    }
    return values;
  }

  /**
   * The values of some ranks: their upper bits from the first count, the lower ones from another.
   */
  private static float[] atRanks(float[] voxels, int[] upper, int[] ranks) {
    int[] throughUpper = through(upper);
    int[][] lower = new int[HALF][];
    for (int rank : ranks) {
      int bucket = place(throughUpper, rank);
      lower[bucket] = lower[bucket] == null ? new int[HALF] : lower[bucket];
    }
    for (float voxel : voxels) {
      int order = order(voxel);
      if (Float.isFinite(voxel) && lower[order >>> 16] != null) {
        lower[order >>> 16][order & HALF - 1]++;
      }
    }
    Arrays.stream(lower).filter(Objects::nonNull).forEach(Percentiles::through);
    float[] values = new float[ranks.length];
    for (int r = 0; r < ranks.length; r++) {
      int bucket = place(throughUpper, ranks[r]);
      int before = bucket == 0 ? 0 : throughUpper[bucket - 1];
      values[r] = value(bucket << 16 | place(lower[bucket], ranks[r] - before));
    }
    return values;
  }

  /** Makes counts those of all up to each. */
  private static int[] through(int[] counts) {
    for (int i = 1; i < counts.length; i++) {
      counts[i] += counts[i - 1];
    }
    return counts;
  }

  /** The first place through which more are counted than a rank. */
  private static int place(int[] through, int rank) {
    int low = 0;
    int high = through.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (through[middle] > rank) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Bits that rise with the value, read as an unsigned number. */
  private static int order(float value) {
    int bits = Float.floatToIntBits(value + 0.0f);
    return bits ^ (bits >> 31 | Integer.MIN_VALUE);
  }

  private static float value(int order) {
    return Float.intBitsToFloat(order ^ (~order >> 31 | Integer.MIN_VALUE));
  }

  /** A percentile that is held: 0, 0.5, 1, 2 and so on. */
  public double at(double percent) {
    int place = Arrays.binarySearch(SHARES, percent / 100);
    if (place < 0) {
      throw new IllegalArgumentException("percentile " + percent + " is not held");
    }
    return values[place];
  }

  /** The share of values below a number, linear between the percentiles. */
  public double shareBelow(double number) {
    int last = values.length - 1;
    if (number <= values[0]) {
      return 0;
    }
    if (number > values[last]) {
      return 1;
    }
    int above = 1;
    while (values[above] < number) {
      above++;
    }
    double step = values[above] - (double) values[above - 1];
    return SHARES[above - 1]
        + (SHARES[above] - SHARES[above - 1]) * (number - values[above - 1]) / step;
  }

  /** Whether all values are the same. */
  public boolean isConstant() {
    return values[0] == values[values.length - 1];
  }
}
