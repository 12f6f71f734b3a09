package org.voxelbench.harness.selftest;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.preparation.cache.ClassLocations;
import org.voxelbench.preparation.cache.PreparedCase;

/**
 * A preprocessed case of one smooth channel about of unit variance, with structure at several
 * scales, and one label where it is bright.
 */
final class MadeUpCase implements PreparedCase {

  /** The label of bright voxels. */
  static final int BRIGHT = 1;

  private static final int WAVES = 6;
  private static final double SLOWEST = 0.05;
  private static final double FASTEST = 0.5;
  private static final double BRIGHT_FROM = 1;

  /** Stored of the label, for foreground oversampling. */
  private static final int LOCATIONS = 1000;

  private final int[] shape;
  private final float[] image;
  private final ClassLocations locations;

  MadeUpCase(int... shape) {
    this.shape = shape.clone();
    image = draw(new RandomStreams(0).stream("selftest.case"), shape);
    locations = new ClassLocations(Map.of(List.of(BRIGHT), bright()));
  }

  private static float[] draw(RandomStream random, int[] shape) {
    float[] image = new float[Math.multiplyExact(Math.multiplyExact(shape[0], shape[1]), shape[2])];
    for (int wave = 0; wave < WAVES; wave++) {
      double phase = random.uniform(0, 2 * Math.PI);
      double[][] turned = new double[3][];
      for (int axis = 0; axis < 3; axis++) {
        turned[axis] = turns(shape[axis], random.uniform(SLOWEST, FASTEST));
      }
      int at = 0;
      for (double d : turned[0]) {
        for (double h : turned[1]) {
          for (double w : turned[2]) {
            image[at++] += (float) (Math.sqrt(2.0 / WAVES) * Math.sin(d + h + w + phase));
          }
        }
      }
    }
    return image;
  }

  private static double[] turns(int length, double frequency) {
    double[] turns = new double[length];
    for (int i = 0; i < length; i++) {
      turns[i] = frequency * i;
    }
    return turns;
  }

  private int[] bright() {
    int[] found = new int[3 * LOCATIONS];
    int count = 0;
    int stride = Math.max(1, image.length / LOCATIONS);
    for (int i = 0; i < image.length && count < LOCATIONS; i += stride) {
      if (image[i] > BRIGHT_FROM) {
        found[3 * count] = i / (shape[1] * shape[2]);
        found[3 * count + 1] = i / shape[2] % shape[1];
        found[3 * count + 2] = i % shape[2];
        count++;
      }
    }
    return Arrays.copyOf(found, 3 * count);
  }

  @Override
  public String id() {
    return "made-up";
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public int[] shape() {
    return shape.clone();
  }

  /** All voxels, {@code [1, D, H, W]}. */
  float[] image() {
    return image;
  }

  @Override
  public void readImage(int[] lower, int[] size, float[] out) {
    read(lower, size, (at, from) -> out[at] = from < 0 ? 0 : image[from]);
  }

  @Override
  public void readSegmentation(int[] lower, int[] size, short[] out) {
    read(
        lower,
        size,
        (at, from) -> out[at] = (short) (from < 0 ? -1 : image[from] > BRIGHT_FROM ? BRIGHT : 0));
  }

  /** Takes a voxel's place in the box and in the case, where -1 is outside. */
  @FunctionalInterface
  private interface Copy {
    void voxel(int at, int from);
  }

  private void read(int[] lower, int[] size, Copy copy) {
    int at = 0;
    for (int d = lower[0]; d < lower[0] + size[0]; d++) {
      for (int h = lower[1]; h < lower[1] + size[1]; h++) {
        for (int w = lower[2]; w < lower[2] + size[2]; w++) {
          boolean inside =
              d >= 0 && d < shape[0] && h >= 0 && h < shape[1] && w >= 0 && w < shape[2];
          copy.voxel(at++, inside ? (d * shape[1] + h) * shape[2] + w : -1);
        }
      }
    }
  }

  @Override
  public ClassLocations classLocations() {
    return locations;
  }
}
