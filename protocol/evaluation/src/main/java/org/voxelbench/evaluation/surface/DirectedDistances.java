package org.voxelbench.evaluation.surface;

import org.voxelbench.results.metric.WeightedDistances;

/** Measures from every surface element of one mask to the surface of another. */
final class DirectedDistances {

  private DirectedDistances() {}

  static WeightedDistances of(
      NeighbourCodes from, NeighbourCodes to, SurfaceElementAreas areas, double[] spacing) {
    WeightedDistances all =
        new WeightedDistances(new double[from.surface()], new double[from.surface()]);
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
          all.distances()[filled] = Math.sqrt(plane[i]);
          all.areas()[filled++] = areas.of(from.code(element));
        }
      }
    }
    return all;
  }
}
