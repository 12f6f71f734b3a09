package org.voxelbench.reports.plot;

import java.awt.Color;

/**
 * Colours of methods: a ramp of rising lightness, so that they stay apart in grey print and for
 * colour-blind readers.
 *
 * <p>Source of the anchors: batlow of F. Crameri, Scientific colour maps (MIT licence), up to the
 * lightness that still shows on white.
 */
public final class Palette {

  private static final int[] BATLOW = {
    0x011959, 0x103F60, 0x1C5A62, 0x3C6D56, 0x687B3E, 0x9D892B, 0xD29343, 0xF8A17B
  };

  private static final double FIRST = 0.1;
  private static final double LAST_OF_FEW = 0.86;
  private static final int FEW = 4;

  private Palette() {}

  /** Colours of so many methods, dark to light. */
  public static Color[] of(int methods) {
    double first = methods <= FEW ? FIRST : 0;
    double last = methods <= FEW ? LAST_OF_FEW : 1;
    Color[] colours = new Color[methods];
    for (int m = 0; m < methods; m++) {
      double step = methods == 1 ? 0 : (double) m / (methods - 1);
      colours[m] = at(first + step * (last - first));
    }
    return colours;
  }

  private static Color at(double position) {
    double scaled = position * (BATLOW.length - 1);
    int low = Math.min((int) scaled, BATLOW.length - 2);
    Color a = new Color(BATLOW[low]);
    Color b = new Color(BATLOW[low + 1]);
    double t = scaled - low;
    return new Color(
        mix(a.getRed(), b.getRed(), t),
        mix(a.getGreen(), b.getGreen(), t),
        mix(a.getBlue(), b.getBlue(), t));
  }

  private static int mix(int a, int b, double t) {
    return (int) Math.round(a + (b - a) * t);
  }
}
