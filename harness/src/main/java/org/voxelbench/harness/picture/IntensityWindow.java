package org.voxelbench.harness.picture;

import java.util.Arrays;
import java.util.List;
import org.voxelbench.base.Quantiles;

/**
 * Which values are black and white, and all below and above them.
 *
 * @param black the value shown black
 * @param white the value shown white
 */
record IntensityWindow(float black, float white) {

  /** Of class maps and probabilities. */
  static final IntensityWindow UNIT = new IntensityWindow(0, 1);

  private static final double LOW = 0.005;
  private static final double HIGH = 0.995;
  private static final int LEVELS = 256;

  /**
   * The windows of one sample's volumes: the original's (the last volume's) for all of them. Where
   * the original is a class map, values from 0 to 1, so are its like; the others then share the
   * window of their last.
   */
  static List<IntensityWindow> of(List<float[]> volumes) {
    float[] original = volumes.get(volumes.size() - 1);
    if (!isClassMap(original)) {
      return volumes.stream().map(volume -> ofImage(original)).toList();
    }
    float[] image =
        volumes.stream().filter(volume -> !isClassMap(volume)).reduce(original, (a, b) -> b);
    IntensityWindow ofImages = image == original ? UNIT : ofImage(image);
    return volumes.stream().map(volume -> isClassMap(volume) ? UNIT : ofImages).toList();
  }

  private static boolean isClassMap(float[] values) {
    for (float value : values) {
      if (!(value >= 0 && value <= 1)) {
        return false;
      }
    }
    return true;
  }

  /** From the 0.5 to the 99.5 percentile of the finite values. */
  static IntensityWindow ofImage(float[] values) {
    float[] sorted = finite(values);
    return sorted.length == 0
        ? UNIT
        : new IntensityWindow(percentile(sorted, LOW), percentile(sorted, HIGH));
  }

  private static float[] finite(float[] values) {
    float[] finite = new float[values.length];
    int count = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        finite[count++] = value;
      }
    }
    float[] sorted = Arrays.copyOf(finite, count);
    Arrays.sort(sorted);
    return sorted;
  }

  private static float percentile(float[] sorted, double share) {
    return (float) Quantiles.ofSorted(sorted.length, i -> sorted[i], share);
  }

  /** The grey of a value, 0 to 255; what is undefined is black, what is constant in between. */
  int grey(float value) {
    if (Float.isNaN(value)) {
      return 0;
    }
    if (!(white > black)) {
      return value < black ? 0 : value > black ? LEVELS - 1 : LEVELS / 2;
    }
    double share = ((double) value - black) / ((double) white - black);
    return (int) Math.round(Math.max(0, Math.min(1, share)) * (LEVELS - 1));
  }
}
