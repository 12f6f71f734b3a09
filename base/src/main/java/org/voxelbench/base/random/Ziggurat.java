package org.voxelbench.base.random;

/**
 * Normal deviates by rejection from 128 layers of equal area under the bell curve (Marsaglia and
 * Tsang 2000), with the layers' edges computed rather than tabulated.
 */
final class Ziggurat {

  private static final int LAYERS = 128;

  /** Where the tail begins. */
  private static final double TAIL = 3.442619855899;

  /** The area of a layer, the tail included in the lowest. */
  private static final double AREA = 9.91256303526217e-3;

  /** Right edges of the layers, from the lowest to 0; the lowest is as wide as its area demands. */
  private static final double[] EDGE = new double[LAYERS + 1];

  /** Heights of the bell curve at the edges. */
  private static final double[] HEIGHT = new double[LAYERS + 1];

  static {
    EDGE[0] = AREA / bell(TAIL);
    EDGE[1] = TAIL;
    HEIGHT[1] = bell(TAIL);
    for (int i = 2; i < LAYERS; i++) {
      HEIGHT[i] = HEIGHT[i - 1] + AREA / EDGE[i - 1];
      EDGE[i] = StrictMath.sqrt(-2 * StrictMath.log(HEIGHT[i]));
    }
    HEIGHT[LAYERS] = 1;
  }

  private Ziggurat() {}

  private static double bell(double x) {
    return StrictMath.exp(-0.5 * x * x);
  }

  static double draw(RandomStream random) {
    while (true) {
      long bits = random.nextLong();
      int layer = (int) bits & (LAYERS - 1);
      double x = ((bits >> 10) * 0x1.0p-53) * EDGE[layer];
      if (Math.abs(x) < EDGE[layer + 1]) {
        return x;
      }
      if (layer == 0) {
        return Math.copySign(tail(random), x);
      }
      double y = HEIGHT[layer] + (HEIGHT[layer + 1] - HEIGHT[layer]) * random.nextDouble();
      if (y < bell(x)) {
        return x;
      }
    }
  }

  private static double tail(RandomStream random) {
    while (true) {
      double x = -StrictMath.log(1 - random.nextDouble()) / TAIL;
      double y = -StrictMath.log(1 - random.nextDouble());
      if (2 * y >= x * x) {
        return TAIL + x;
      }
    }
  }
}
