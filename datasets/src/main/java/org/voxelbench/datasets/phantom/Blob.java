package org.voxelbench.datasets.phantom;

/** A rough ellipsoid somewhere in space. */
final class Blob {

  private final double[] centre;
  private final double radius;
  private final double[] stretch;
  private final double roughness;
  private final SmoothNoise rough;

  /**
   * Draws a shape around a centre.
   *
   * @param roughness how far the surface may move, in radii
   */
  Blob(CaseRandom random, double[] centre, double radius, double roughness) {
    this.centre = centre;
    this.radius = radius;
    this.roughness = roughness;
    this.stretch =
        new double[] {
          random.uniform(0.75, 1.3), random.uniform(0.75, 1.3), random.uniform(0.75, 1.3)
        };
    this.rough = new SmoothNoise(random.key());
  }

  /** The depth below the surface in mm, far below 0 where the place is far off. */
  double depth(double x, double y, double z) {
    double u = (x - centre[0]) * stretch[0];
    double v = (y - centre[1]) * stretch[1];
    double w = (z - centre[2]) * stretch[2];
    double distance = Math.sqrt(u * u + v * v + w * w);
    if (distance > 2 * radius) {
      return radius - distance;
    }
    double s = 1.4 / radius;
    return radius * (1 + roughness * rough.at(u * s, v * s, w * s)) - distance;
  }

  /** Whether a place may be within some mm of the surface or inside it. */
  boolean reaches(double x, double y, double z, double margin) {
    double most = 1.4 * radius * (1 + roughness) + margin;
    return Math.abs(x - centre[0]) < most
        && Math.abs(y - centre[1]) < most
        && Math.abs(z - centre[2]) < most;
  }
}
