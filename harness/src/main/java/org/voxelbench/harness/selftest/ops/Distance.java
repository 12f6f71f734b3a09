package org.voxelbench.harness.selftest.ops;

import java.util.Arrays;
import java.util.Map;
import org.voxelbench.engine.NdArray;

/** How far arrays lie apart. */
public final class Distance {

  /** Where the oracle's values are all but zero, this much a value stands for their size. */
  private static final double LEAST_SIZE = 1e-3;

  private Distance() {}

  /**
   * The L2 distance relative to the oracle's L2 norm; infinite where shapes differ, NaN where a
   * value is.
   */
  static double relative(NdArray found, NdArray oracle) {
    if (!Arrays.equals(found.shape(), oracle.shape())) {
      return Double.POSITIVE_INFINITY;
    }
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < oracle.size(); i++) {
      double d = found.at(i) - oracle.at(i);
      difference += d * d;
      norm += oracle.at(i) * oracle.at(i);
    }
    return Math.sqrt(difference / Math.max(norm, LEAST_SIZE * LEAST_SIZE * oracle.size()));
  }

  /** The largest relative distance of all arrays of the same name. */
  public static double largestRelative(Map<String, NdArray> found, Map<String, NdArray> oracle) {
    if (!found.keySet().equals(oracle.keySet())) {
      return Double.POSITIVE_INFINITY;
    }
    return oracle.keySet().stream()
        .mapToDouble(name -> relative(found.get(name), oracle.get(name)))
        .reduce(0, Math::max);
  }

  /** Whether two arrays hold the same bits. */
  public static boolean equalBits(NdArray a, NdArray b) {
    return Arrays.equals(a.shape(), b.shape())
        && a.isDouble() == b.isDouble()
        && (a.isDouble()
            ? Arrays.equals(a.doubles(), b.doubles())
            : Arrays.equals(a.floats(), b.floats()));
  }

  /** Whether all arrays of two maps hold the same bits. */
  public static boolean equalBits(Map<String, NdArray> a, Map<String, NdArray> b) {
    return a.keySet().equals(b.keySet())
        && a.keySet().stream().allMatch(name -> equalBits(a.get(name), b.get(name)));
  }
}
