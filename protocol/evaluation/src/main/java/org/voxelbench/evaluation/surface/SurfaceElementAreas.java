package org.voxelbench.evaluation.surface;

import java.util.List;
import java.util.stream.IntStream;

/** The area in mm2 of the surface within 2x2x2 voxels, by the code of {@link MarchingCube}. */
final class SurfaceElementAreas {

  private static final List<List<double[]>> VECTORS =
      IntStream.range(0, 256).mapToObj(MarchingCube::areaVectors).toList();

  private final double[] areas = new double[256];

  /**
   * Areas for a spacing.
   *
   * @param spacing mm per voxel, {@code [D, H, W]}
   */
  SurfaceElementAreas(double[] spacing) {
    double[] face = {
      spacing[1] * spacing[2], spacing[0] * spacing[2], spacing[0] * spacing[1],
    };
    for (int code = 0; code < areas.length; code++) {
      for (double[] vector : VECTORS.get(code)) {
        double squares = 0;
        for (int axis = 0; axis < 3; axis++) {
          double component = vector[axis] * face[axis];
          squares += component * component;
        }
        areas[code] += Math.sqrt(squares);
      }
    }
  }

  double of(int code) {
    return areas[code];
  }
}
