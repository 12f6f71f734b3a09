package org.voxelbench.evaluation.surface;

/**
 * How well the surface of a prediction fits that of its reference.
 *
 * @param nsd1mm surface Dice at a tolerance of 1 mm, in [0, 1]; NaN if undefined
 * @param nsd2mm surface Dice at a tolerance of 2 mm, in [0, 1]; NaN if undefined
 * @param hd95mm robust Hausdorff distance at 95 % in mm; infinite if only one of the two holds the
 *     class; NaN if undefined
 */
public record SurfaceScore(double nsd1mm, double nsd2mm, double hd95mm) {

  /** Where only one of the two holds the class, or the prediction is missing. */
  public static final SurfaceScore WORST = new SurfaceScore(0, 0, Double.POSITIVE_INFINITY);

  /** Where neither holds the class. */
  public static final SurfaceScore UNDEFINED = new SurfaceScore(Double.NaN, Double.NaN, Double.NaN);

  private static final double SHARE = 0.95;

  /** The score of two masks. */
  public static SurfaceScore of(SurfaceDistances distances) {
    return new SurfaceScore(distances.dice(1), distances.dice(2), distances.hausdorff(SHARE));
  }
}
