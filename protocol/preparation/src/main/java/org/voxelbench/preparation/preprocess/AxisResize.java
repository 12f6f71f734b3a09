package org.voxelbench.preparation.preprocess;

import java.util.Arrays;

/** Resizes one axis of an array; many lines are worked side by side so that loops vectorise. */
final class AxisResize {

  private static final int LANES = 32;
  private static final double POLE = Math.sqrt(3) - 2;
  private static final double GAIN = (1 - POLE) * (1 - 1 / POLE);

  /** Powers of the pole beyond this one are far below the last bit of a sample. */
  private static final int HORIZON = 40;

  private final AxisTaps taps;
  private final int pad;
  private final int length;
  private final double[] tile;
  private final double[] row = new double[LANES];

  AxisResize(int in, int out, int order) {
    this.taps = new AxisTaps(in, out, order);
    this.pad = order == 3 ? AxisTaps.PAD : 0;
    this.length = in + 2 * pad;
    this.tile = new double[length * LANES];
  }

  /**
   * Resizes the middle axis of {@code [outer, in, inner]} to {@code [outer, out, inner]}.
   *
   * @return a new array
   */
  double[] apply(double[] source, int outer, int inner) {
    double[] target = new double[Math.multiplyExact(Math.multiplyExact(outer, inner), taps.out)];
    if (inner == 1) {
      for (int lane = 0; lane < outer; lane += LANES) {
        int lanes = Math.min(LANES, outer - lane);
        resize(source, lane * taps.in, taps.in, 1, target, lane * taps.out, taps.out, lanes);
      }
      return target;
    }
    for (int o = 0; o < outer; o++) {
      for (int lane = 0; lane < inner; lane += LANES) {
        int lanes = Math.min(LANES, inner - lane);
        int from = o * taps.in * inner + lane;
        int to = o * taps.out * inner + lane;
        resize(source, from, 1, inner, target, to, 1, lanes);
      }
    }
    return target;
  }

  /** One tile: lines start {@code laneStride} apart, samples of a line {@code sampleStride}. */
  private void resize(
      double[] source,
      int from,
      int laneStride,
      int sampleStride,
      double[] target,
      int to,
      int targetLaneStride,
      int lanes) {
    load(source, from, laneStride, sampleStride, lanes);
    if (taps.order == 3) {
      prefilter();
    }
    int targetStride = targetLaneStride == 1 ? sampleStride : 1;
    for (int i = 0; i < taps.out; i++) {
      interpolate(i);
      int at = to + i * targetStride;
      for (int lane = 0; lane < lanes; lane++) {
        target[at + lane * targetLaneStride] = row[lane];
      }
    }
  }

  private void load(double[] source, int from, int laneStride, int sampleStride, int lanes) {
    for (int k = 0; k < taps.in; k++) {
      int at = (k + pad) * LANES;
      int sample = from + k * sampleStride;
      for (int lane = 0; lane < lanes; lane++) {
        tile[at + lane] = source[sample + lane * laneStride];
      }
    }
    int last = (pad + taps.in - 1) * LANES;
    for (int k = 0; k < pad; k++) {
      System.arraycopy(tile, pad * LANES, tile, k * LANES, LANES);
      System.arraycopy(tile, last, tile, last + (k + 1) * LANES, LANES);
    }
  }

  /** Samples to cubic B-spline coefficients in place, half-sample reflection at both ends. */
  private void prefilter() {
    for (int i = 0; i < tile.length; i++) {
      tile[i] *= GAIN;
    }
    startCausal();
    for (int at = LANES; at < tile.length; at += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        tile[at + lane] += POLE * tile[at + lane - LANES];
      }
    }
    int last = tile.length - LANES;
    for (int lane = 0; lane < LANES; lane++) {
      tile[last + lane] *= POLE / (POLE - 1);
    }
    for (int at = last - LANES; at >= 0; at -= LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        tile[at + lane] = POLE * (tile[at + lane + LANES] - tile[at + lane]);
      }
    }
  }

  private void startCausal() {
    double poleToLength = Math.pow(POLE, length);
    int last = tile.length - LANES;
    Arrays.fill(row, 0);
    double power = 1;
    for (int i = 0; i < Math.min(length, HORIZON); i++) {
      for (int lane = 0; lane < LANES; lane++) {
        double mirrored = tile[last - i * LANES + lane];
        row[lane] += power * (tile[i * LANES + lane] + poleToLength * mirrored);
      }
      power *= POLE;
    }
    double factor = POLE / (1 - poleToLength * poleToLength);
    for (int lane = 0; lane < LANES; lane++) {
      tile[lane] += factor * row[lane];
    }
  }

  private void interpolate(int i) {
    int first = i * taps.taps;
    Arrays.fill(row, 0);
    for (int k = 0; k < taps.taps; k++) {
      int at = taps.index[first + k] * LANES;
      double w = taps.weight[first + k];
      for (int lane = 0; lane < LANES; lane++) {
        row[lane] += w * tile[at + lane];
      }
    }
  }
}
