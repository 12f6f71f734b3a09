package org.voxelbench.results.metric;

/**
 * Robust Hausdorff distance: the larger of the two distances in mm within which a share of one
 * surface lies of the other.
 *
 * <p>Source: as {@link SurfaceDice}.
 *
 * @param share of the area, such as 0.95
 */
public record RobustHausdorff(double share) implements SurfaceMetric {

  @Override
  public String name() {
    return "hd" + percent() + "_mm";
  }

  @Override
  public String title() {
    return "HD" + percent();
  }

  @Override
  public String meaning() {
    return "robust Hausdorff distance at "
        + percent()
        + " % in mm; Infinity if missing or in only one of reference and prediction; NaN if empty"
        + " or imported";
  }

  private long percent() {
    return Math.round(100 * share);
  }

  @Override
  public Unit unit() {
    return Unit.MILLIMETRES;
  }

  @Override
  public Direction direction() {
    return Direction.LOWER;
  }

  @Override
  public Averaging averaging() {
    return Averaging.MEDIAN;
  }

  @Override
  public double of(SurfacePair surfaces) {
    return Math.max(
        surfaces.toPrediction().percentile(share), surfaces.toReference().percentile(share));
  }
}
