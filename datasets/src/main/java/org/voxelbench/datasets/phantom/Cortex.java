package org.voxelbench.datasets.phantom;

/** Cerebrum with its folds, cerebellum and brain stem. */
final class Cortex {

  private static final double SULCUS_DEPTH = 19;
  private static final double SULCUS = 0.10;
  private static final double RIBBON_DEPTH = 21;
  private static final double RIBBON = 0.29;

  /** How fast the folding noise changes, per mm. */
  private static final double STEEPNESS = 0.07;

  private final SmoothNoise folds;
  private final SmoothNoise wrinkles;
  private final SmoothNoise leaves;
  private final double foldWidth;
  private final double atrophy;
  private final double thickness;

  Cortex(CaseRandom random) {
    this.folds = new SmoothNoise(random.key());
    this.wrinkles = new SmoothNoise(random.key());
    this.leaves = new SmoothNoise(random.key());
    this.foldWidth = random.uniform(15, 19);
    this.atrophy = random.uniform(0, 3);
    this.thickness = random.uniform(2.6, 3.6);
  }

  void paint(double x, double y, double z, double blur, Mixture mixture) {
    cerebrum(x, y, z, blur, mixture);
    cerebellum(x, y, z, blur, mixture);
    double stem = Shapes.ellipsoid(x, y + 18 - 0.15 * (z + 45), z + 48, 13, 11, 44);
    mixture.paint(Tissue.WHITE, 0.85 * Shapes.share(stem, blur));
  }

  private void cerebrum(double x, double y, double z, double blur, Mixture mixture) {
    double shell = Shapes.ellipsoid(x, y + 4, z - 4, 59 - atrophy, 74 - atrophy, 59 - atrophy);
    double floor = z + 34 + 0.002 * (y - 10) * (y - 10) - 4 * Shapes.bump((Math.abs(x) - 34) / 20);
    double depth = Math.min(shell, floor);
    if (depth < -blur) {
      return;
    }
    double apart = hemispheres(x, y, z);
    if (Math.min(depth, apart) > thickness + RIBBON_DEPTH + 3 * blur) {
      mixture.paint(Tissue.WHITE, 1);
      return;
    }
    double fold = fold(x, y, z);
    double pial = depth - SULCUS_DEPTH * Shapes.bump(fold / SULCUS);
    double white = depth - thickness - RIBBON_DEPTH * Shapes.bump(fold / RIBBON);
    mixture.paint(
        Tissue.GREY,
        Math.min(
            Shapes.share(apart, blur),
            Shapes.share(pial, blur * slant(fold / SULCUS, SULCUS_DEPTH / SULCUS))));
    mixture.paint(
        Tissue.WHITE,
        Math.min(
            Shapes.share(apart - thickness, blur),
            Shapes.share(white, blur * slant(fold / RIBBON, RIBBON_DEPTH / RIBBON))));
  }

  /** The distance from the cleft between the hemispheres, which ends above the callosal body. */
  private double hemispheres(double x, double y, double z) {
    double wave = 4 * wrinkles.at(0.5, y / 30, z / 30);
    double callosum = 21 - 0.009 * (y + 4) * (y + 4);
    return Math.max(Math.abs(x + wave) - 0.8, callosum - z);
  }

  /** Zero along the floors of sulci and of the fissure beside the temporal lobe. */
  private double fold(double x, double y, double z) {
    double s = 1 / foldWidth;
    double f = folds.at(x * s, y * s, z * s) + 0.3 * wrinkles.at(2.3 * x * s, 2.3 * y * s, z * s);
    double sylvian =
        0.8 * STEEPNESS * Math.abs(z + 6 - 0.25 * y)
            + 0.03 * Math.max(0, Math.abs(y - 4) - 26)
            + 0.03 * Math.max(0, 32 - Math.abs(x));
    return Math.min(Math.abs(f), sylvian);
  }

  /** How much steeper than the depth itself a folded surface is. */
  private static double slant(double t, double height) {
    double rise = t >= 1 ? 0 : 4 * t * (1 - t * t) * height * STEEPNESS;
    return Math.sqrt(1 + rise * rise);
  }

  private void cerebellum(double x, double y, double z, double blur, Mixture mixture) {
    double depth = Shapes.ellipsoid(Math.abs(x) - 16, y + 48, z + 42, 30, 25, 19);
    if (depth < -blur) {
      return;
    }
    mixture.paint(Tissue.GREY, Shapes.share(depth, blur));
    double leaf = leaves.at(x / 45, y / 14, z / 6);
    double white = Math.min(depth - 2, 10 * leaf + 0.8 * (depth - 9));
    mixture.paint(Tissue.WHITE, 0.9 * Shapes.share(white, 2 * blur));
    double cleft = depth - 5 - 12 * Math.abs(leaf - 0.25);
    mixture.paint(Tissue.FLUID, 0.4 * Shapes.share(-cleft, 6) * Shapes.bump((leaf - 0.3) / 0.12));
  }
}
