package org.voxelbench.datasets.phantom;

/**
 * A head of one person: nested shapes that are moved, scaled and bent at random.
 *
 * <p>Places are in mm from the middle of the field of view: x to the right, y anterior, z superior.
 */
final class Head {

  private static final double BEND = 5;
  private static final double BEND_WIDTH = 60;

  private final double blur;
  private final double[] shift = new double[3];
  private final double[] scale = new double[3];
  private final double yaw;
  private final double roll;
  private final double pitch;
  private final double skull;
  private final SmoothNoise[] bend;
  private final Cortex cortex;
  private final DeepBrain deep;
  private final double[] place = new double[3];

  /**
   * Draws a head.
   *
   * @param blur mm over which surfaces blur, about a voxel
   */
  Head(CaseRandom random, double blur) {
    this.blur = blur;
    for (int axis = 0; axis < 3; axis++) {
      shift[axis] = random.uniform(-3, 3);
      scale[axis] = random.uniform(0.93, 1.03);
    }
    this.yaw = random.uniform(-0.1, 0.1);
    this.roll = random.uniform(-0.06, 0.06);
    this.pitch = random.uniform(-0.12, 0.12);
    this.skull = random.uniform(4.5, 7);
    this.bend =
        new SmoothNoise[] {
          new SmoothNoise(random.key()),
          new SmoothNoise(random.key()),
          new SmoothNoise(random.key())
        };
    this.cortex = new Cortex(random);
    this.deep = new DeepBrain(random);
  }

  /** Fills a mixture with what lies at a place. */
  void at(double x, double y, double z, Mixture mixture) {
    mixture.clear();
    straighten(x, y, z);
    double u = place[0];
    double v = place[1];
    double w = place[2];
    double bone = Math.min(Shapes.ellipsoid(u, v + 4, w - 1, 67, 82, 68), base(v, w));
    if (bone - skull > blur) {
      mixture.paint(Tissue.FLUID, 1);
    } else if (!shell(u, v, w, bone, mixture)) {
      return;
    }
    cortex.paint(u, v, w, blur, mixture);
    deep.paint(u, v, w, blur, mixture);
  }

  /** Skin, flesh and skull; false where there is only air. */
  private boolean shell(double u, double v, double w, double bone, Mixture mixture) {
    double surface =
        Math.max(
            Shapes.ellipsoid(u, v, w + 2, 73, 89, 78),
            Math.max(neck(u, v, w), Shapes.ellipsoid(u, v - 44, w + 52, 50, 44, 50)));
    if (surface < -blur) {
      return false;
    }
    mixture.paint(Tissue.FAT, Shapes.share(surface, blur));
    mixture.paint(Tissue.MUSCLE, Shapes.share(surface - 4.5, blur));
    face(u, v, w, mixture);
    mixture.paint(Tissue.BONE, Shapes.share(bone, blur));
    double marrow = Shapes.share(bone - 1.8, blur) * (1 - Shapes.share(bone - skull + 1.8, blur));
    mixture.paint(Tissue.MARROW, marrow);
    mixture.paint(Tissue.FLUID, Shapes.share(bone - skull, blur));
    return true;
  }

  /** The height above the floor of the skull, which lies deeper behind. */
  private static double base(double v, double w) {
    return w + 66 - 23 * Shapes.share(v + 22, 24);
  }

  private static double neck(double u, double v, double w) {
    double round = Math.sqrt(u * u / (50 * 50) + (v + 14) * (v + 14) / (56 * 56));
    return Math.min((1 - round) * 50, -20 - w);
  }

  /** Eyes and the air behind the nose. */
  private void face(double u, double v, double w, Mixture mixture) {
    if (v > 40 && w < 0) {
      double side = Math.abs(u) - 30;
      mixture.paint(
          Tissue.FLUID, Shapes.share(Shapes.ellipsoid(side, v - 72, w + 30, 12, 12, 12), blur));
      mixture.paint(
          Tissue.AIR, Shapes.share(Shapes.ellipsoid(u, v - 62, w + 52, 11, 16, 14), blur));
    }
  }

  /** From the scanner's place to that in an upright, unbent head. */
  private void straighten(double x, double y, double z) {
    double a = x - shift[0];
    double b = y - shift[1];
    double c = z - shift[2];
    double a1 = a - yaw * b;
    double b1 = b + yaw * a;
    double a2 = a1 - roll * c;
    double c2 = c + roll * a1;
    double b3 = b1 - pitch * c2;
    double c3 = c2 + pitch * b1;
    a = a2 / scale[0];
    b = b3 / scale[1];
    c = c3 / scale[2];
    double s = 1 / BEND_WIDTH;
    place[0] = a + BEND * bend[0].at(a * s, b * s, c * s);
    place[1] = b + BEND * bend[1].at(a * s, b * s, c * s);
    place[2] = c + BEND * bend[2].at(a * s, b * s, c * s);
  }
}
