package org.voxelbench.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.preparation.cache.ClassLocations;
import org.voxelbench.preparation.cache.PreparedCase;

/**
 * A case in memory: an ellipsoid of class 2 inside one of class 1, in noise.
 *
 * @param image {@code [1, D, H, W]}
 * @param labels {@code [D, H, W]}
 */
record SyntheticCase(
    String id, int[] shape, float[] image, short[] labels, ClassLocations classLocations)
    implements PreparedCase {

  private static final double[] RADII = {0.7, 0.4};
  private static final int LOCATIONS_PER_CLASS = 1000;

  static SyntheticCase draw(String id, int[] shape, RandomStream random) {
    int voxels = shape[0] * shape[1] * shape[2];
    float[] image = new float[voxels];
    short[] labels = new short[voxels];
    for (int i = 0; i < voxels; i++) {
      double radius = radius(position(i, shape), shape);
      labels[i] = (short) Arrays.stream(RADII).filter(limit -> radius < limit).count();
      image[i] = (float) (labels[i] + 0.5 * random.nextGaussian());
    }
    Map<List<Integer>, int[]> locations =
        Map.of(
            List.of(1), locations(labels, 1, shape, random),
            List.of(2), locations(labels, 2, shape, random));
    return new SyntheticCase(id, shape, image, labels, new ClassLocations(locations));
  }

  private static int[] position(int voxel, int[] shape) {
    return new int[] {voxel / (shape[1] * shape[2]), voxel / shape[2] % shape[1], voxel % shape[2]};
  }

  /** The distance from the centre, 1 at the middle of each face. */
  private static double radius(int[] position, int[] shape) {
    double squares = 0;
    for (int axis = 0; axis < 3; axis++) {
      double fromCentre = 2 * (position[axis] + 0.5) / shape[axis] - 1;
      squares += fromCentre * fromCentre;
    }
    return Math.sqrt(squares);
  }

  private static int[] locations(short[] labels, int label, int[] shape, RandomStream random) {
    List<Integer> voxels = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == label) {
        voxels.add(i);
      }
    }
    int[] drawn = new int[3 * LOCATIONS_PER_CLASS];
    for (int i = 0; i < LOCATIONS_PER_CLASS; i++) {
      int[] position = position(voxels.get(random.nextInt(voxels.size())), shape);
      System.arraycopy(position, 0, drawn, 3 * i, 3);
    }
    return drawn;
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public void readImage(int[] lower, int[] size, float[] out) {
    Arrays.fill(out, 0);
    rows(lower, size, (from, to, count) -> System.arraycopy(image, from, out, to, count));
  }

  @Override
  public void readSegmentation(int[] lower, int[] size, short[] out) {
    Arrays.fill(out, (short) -1);
    rows(lower, size, (from, to, count) -> System.arraycopy(labels, from, out, to, count));
  }

  private interface Row {
    void copy(int from, int to, int count);
  }

  /** Visits the rows of a box as far as they lie in the case. */
  private void rows(int[] lower, int[] size, Row row) {
    int first = Math.max(0, -lower[2]);
    int count = Math.min(size[2], shape[2] - lower[2]) - first;
    for (int d = Math.max(0, -lower[0]); d < Math.min(size[0], shape[0] - lower[0]); d++) {
      for (int h = Math.max(0, -lower[1]); h < Math.min(size[1], shape[1] - lower[1]); h++) {
        int from = ((lower[0] + d) * shape[1] + lower[1] + h) * shape[2] + lower[2] + first;
        if (count > 0) {
          row.copy(from, (d * size[1] + h) * size[2] + first, count);
        }
      }
    }
  }
}
