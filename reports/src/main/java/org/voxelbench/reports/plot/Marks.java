package org.voxelbench.reports.plot;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Marks of a chart that differ in more than colour. */
public final class Marks {

  private Marks() {}

  /**
   * Circles, squares, triangles and diamonds in turn.
   *
   * @param place which of what is drawn it marks, from 0
   * @param x its middle
   * @param size its width and height in pixels
   */
  public static Shape of(int place, double x, double y, double size) {
    double half = size / 2;
    return switch (place % 4) {
      case 0 -> new Ellipse2D.Double(x - half, y - half, size, size);
      case 1 -> new Rectangle2D.Double(x - half, y - half, size, size);
      case 2 -> polygon(x, y - half, x + half, y + half, x - half, y + half);
      default -> polygon(x, y - half, x + half, y, x, y + half, x - half, y);
    };
  }

  private static Shape polygon(double... corners) {
    Path2D shape = new Path2D.Double();
    shape.moveTo(corners[0], corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      shape.lineTo(corners[i], corners[i + 1]);
    }
    shape.closePath();
    return shape;
  }
}
