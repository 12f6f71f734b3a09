package org.voxelbench.datasets.phantom;

/** The deep nuclei of both sides and the ventricles between them. */
final class DeepBrain {

  private static final double ROUGHNESS = 1.6;

  private final Nucleus[] nuclei;
  private final double ventricles;
  private final double asymmetry;

  /** One nucleus of either side, an ellipsoid with a rough surface. */
  private record Nucleus(
      Tissue tissue, double[] centre, double[] axes, double tilt, SmoothNoise rough) {}

  DeepBrain(CaseRandom random) {
    this.ventricles = random.uniform(0.7, 1.45);
    this.asymmetry = random.uniform(-0.12, 0.12);
    this.nuclei =
        new Nucleus[] {
          nucleus(random, Tissue.THALAMUS, 11.5, -13, 4, 7.5, 13, 8, -0.45),
          nucleus(random, Tissue.CAUDATE, 14, 17, 7, 5, 11, 9, -0.25),
          nucleus(random, Tissue.PUTAMEN, 26.5, 4, 0, 5, 15, 9.5, -0.2),
          nucleus(random, Tissue.PALLIDUM, 19, 1, -1, 3.8, 8.5, 6.5, -0.35)
        };
  }

  private Nucleus nucleus(
      CaseRandom random,
      Tissue tissue,
      double x,
      double y,
      double z,
      double a,
      double b,
      double c,
      double tilt) {
    double push = tissue == Tissue.CAUDATE || tissue == Tissue.THALAMUS ? 3 : 1;
    double[] centre = {
      x + push * (ventricles - 1) + random.uniform(-1, 1),
      y + random.uniform(-1.5, 1.5),
      z + random.uniform(-1.5, 1.5)
    };
    double size = random.uniform(0.88, 1.14);
    double[] axes = {
      a * size * random.uniform(0.92, 1.08),
      b * size * random.uniform(0.92, 1.08),
      c * size * random.uniform(0.92, 1.08)
    };
    return new Nucleus(tissue, centre, axes, tilt, new SmoothNoise(random.key()));
  }

  void paint(double x, double y, double z, double blur, Mixture mixture) {
    if (Math.abs(x) > 45 || Math.abs(y) > 60 || Math.abs(z) > 40) {
      return;
    }
    for (Nucleus nucleus : nuclei) {
      mixture.paint(nucleus.tissue(), Shapes.share(depth(nucleus, x, y, z, blur), blur));
    }
    mixture.paint(Tissue.FLUID, Shapes.share(ventricleDepth(x, y, z), blur));
  }

  private static double depth(Nucleus nucleus, double x, double y, double z, double blur) {
    double side = Math.abs(x) - nucleus.centre()[0];
    double along = y - nucleus.centre()[1];
    double up = z - nucleus.centre()[2];
    double across = side - nucleus.tilt() * along;
    double[] axes = nucleus.axes();
    double smooth = Shapes.ellipsoid(across, along, up, axes[0], axes[1], axes[2]);
    boolean near = Math.abs(smooth) < ROUGHNESS + blur;
    return near ? smooth + ROUGHNESS * nucleus.rough().at(x / 9, y / 9, z / 9) : smooth;
  }

  /** The depth below the nearest ventricle's wall. */
  private double ventricleDepth(double x, double y, double z) {
    double size = ventricles * (1 + (x > 0 ? asymmetry : -asymmetry));
    double centre = 5.5 + 1.5 * size + 0.0075 * (y - 3) * (y - 3);
    double height = 13 - 0.009 * (y - 2) * (y - 2);
    double lateral =
        Shapes.ellipsoid(
            Math.abs(x) - centre, y + 1, z - height, 4.2 * size, 34, 6.5 * Math.sqrt(size));
    double third = Shapes.ellipsoid(x, y + 6, z + 1, 1.9 * size, 13, 10);
    return Math.max(lateral, third);
  }
}
