package org.voxelbench.training.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.DoubleStream;
import org.voxelbench.engine.NdArray;

/** Distances between arrays, for golden tests. */
public final class Closeness {

  private Closeness() {}

  /** The largest absolute difference; the shapes must be equal. */
  public static double largest(NdArray actual, NdArray expected) {
    assertThat(actual.shape()).containsExactly(expected.shape());
    double largest = 0;
    for (int i = 0; i < expected.size(); i++) {
      double difference = Math.abs(actual.at(i) - expected.at(i));
      // NaN must not pass as small.
      largest = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
    }
    return largest;
  }

  /** The largest absolute value. */
  public static double largest(NdArray array) {
    return largest(array, NdArray.zeros(array.shape()));
  }

  /** L2 norm of the difference over all arrays, relative to that of the expected ones. */
  public static double relative(Map<String, NdArray> actual, Map<String, NdArray> expected) {
    double difference = 0;
    double norm = 0;
    for (Map.Entry<String, NdArray> entry : expected.entrySet()) {
      NdArray value = actual.get(entry.getKey());
      assertThat(value).as(entry.getKey()).isNotNull();
      assertThat(value.shape()).as(entry.getKey()).containsExactly(entry.getValue().shape());
      for (int i = 0; i < value.size(); i++) {
        double reference = entry.getValue().at(i);
        difference += Math.pow(value.at(i) - reference, 2);
        norm += reference * reference;
      }
    }
    return Math.sqrt(difference / norm);
  }

  /**
   * The 99.9th percentile of the absolute differences, relative to the largest expected value.
   *
   * <p>Shapes are taken as checked.
   */
  public static double bulk(Map<String, NdArray> actual, Map<String, NdArray> expected) {
    DoubleStream.Builder differences = DoubleStream.builder();
    double largest = 0;
    for (Map.Entry<String, NdArray> entry : expected.entrySet()) {
      NdArray value = actual.get(entry.getKey());
      for (int i = 0; i < value.size(); i++) {
        differences.add(Math.abs(value.at(i) - entry.getValue().at(i)));
      }
      largest = Math.max(largest, largest(entry.getValue()));
    }
    double[] sorted = differences.build().sorted().toArray();
    return sorted[(int) (0.999 * (sorted.length - 1))] / largest;
  }
}
