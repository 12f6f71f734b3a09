package org.voxelbench.methods.modelsgenesis;

import java.util.List;
import org.voxelbench.base.random.RandomStream;

/** Turns volumes round along random axes, at most three times. */
final class Flip {

  private static final int MOST = 3;

  private Flip() {}

  /** Flips volumes in place, all alike, for as long as chance says so. */
  static void apply(
      List<float[]> volumes, int[] shape, double probability, FlipAxes axes, RandomStream random) {
    for (int count = 0; count < MOST && random.chance(probability); count++) {
      axes.draw(random).ifPresent(axis -> volumes.forEach(volume -> along(volume, shape, axis)));
    }
  }

  static void along(float[] volume, int[] shape, int axis) {
    int inner = 1;
    for (int i = axis + 1; i < 3; i++) {
      inner *= shape[i];
    }
    int block = shape[axis] * inner;
    for (int from = 0; from < volume.length; from += block) {
      for (int i = from, j = from + block - inner; i < j; i += inner, j -= inner) {
        for (int k = 0; k < inner; k++) {
          float value = volume[i + k];
          volume[i + k] = volume[j + k];
          volume[j + k] = value;
        }
      }
    }
  }
}
