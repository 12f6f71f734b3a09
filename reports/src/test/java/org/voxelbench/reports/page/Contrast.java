package org.voxelbench.reports.page;

import java.awt.Color;

/** WCAG 2.2, relative luminance and contrast ratio. */
public final class Contrast {

  private Contrast() {}

  static double ratio(String a, String b) {
    double first = luminance(Color.decode(a));
    double second = luminance(Color.decode(b));
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  public static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
