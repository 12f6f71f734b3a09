package org.voxelbench.results.metric;

import java.util.Arrays;

/**
 * Distances from every element of one surface to another surface, each weighted by the area of the
 * surface that the element stands for.
 *
 * @param distances mm, one for each element
 * @param areas mm2, one for each element
 */
public record WeightedDistances(double[] distances, double[] areas) {

  /** Area of the whole surface in mm2. */
  public double area() {
    return areaWithin(Double.POSITIVE_INFINITY);
  }

  /** Area of the elements that lie within a distance of the other surface, in mm2. */
  public double areaWithin(double distance) {
    double area = 0;
    for (int i = 0; i < areas.length; i++) {
      area += distances[i] <= distance ? areas[i] : 0;
    }
    return area;
  }

  /** The least distance in mm within which a share of the area lies. */
  public double percentile(double share) {
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
