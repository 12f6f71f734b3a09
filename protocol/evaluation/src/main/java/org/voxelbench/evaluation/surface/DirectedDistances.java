package org.voxelbench.evaluation.surface;

import java.util.Arrays;

/** Distances in mm from every surface element of one mask to the surface of another, with areas. */
final class DirectedDistances {

  private final double[] distances;
  private final double[] areas;

  private DirectedDistances(double[] distances, double[] areas) {
    this.distances = distances;
    this.areas = areas;
  }

  static DirectedDistances of(
      NeighbourCodes from, NeighbourCodes to, SurfaceElementAreas areas, double[] spacing) {
    DirectedDistances all =
        new DirectedDistances(new double[from.surface()], new double[from.surface()]);
    int[] size = from.size();
    DistanceTransform transform = new DistanceTransform(to, spacing);
    double[] plane = new double[size[1] * size[2]];
    int filled = 0;
    for (int d = 0; d < size[0]; d++) {
      boolean known = false;
      for (int i = 0; i < plane.length; i++) {
        int element = d * plane.length + i;
        if (from.isSurface(element)) {
          if (!known) {
            transform.squares(d, plane);
            known = true;
          }
          all.distances[filled] = Math.sqrt(plane[i]);
          all.areas[filled++] = areas.of(from.code(element));
        }
      }
    }
    return all;
  }

  /** Area of the whole surface in mm2. */
  double area() {
    return areaWithin(Double.POSITIVE_INFINITY);
  }

  /** Area of the elements that lie within a distance of the other surface, in mm2. */
  double areaWithin(double distance) {
    double area = 0;
    for (int i = 0; i < areas.length; i++) {
      area += distances[i] <= distance ? areas[i] : 0;
    }
    return area;
  }

  /** The least distance within which a share of the area lies. */
  double percentile(double share) {
    double[] sorted = distances.clone();
    Arrays.sort(sorted);
    double area = area();
    int low = 0;
    int high = sorted.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (areaWithin(sorted[middle]) / area >= share) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return sorted[low];
  }
}
