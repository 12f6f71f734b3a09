package org.voxelbench.results.metric;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Surface Dice (NSD): the share of both surfaces that lies within a tolerance of the other, in [0,
 * 1].
 *
 * <p>Source: Nikolov et al., Deep learning to achieve clinically applicable segmentation of head
 * and neck anatomy for radiotherapy, 2018.
 *
 * @param tolerance mm
 */
public record SurfaceDice(double tolerance) implements SurfaceMetric {

  @Override
  public String name() {
    return "nsd_" + millimetres() + "mm";
  }

  @Override
  public String title() {
    return "NSD at " + millimetres() + " mm";
  }

  @Override
  public String meaning() {
    return "surface Dice at a tolerance of "
        + millimetres()
        + " mm, 0 to 1; 0 if missing; NaN if empty or imported";
  }

  private String millimetres() {
    return BigDecimal.valueOf(tolerance).stripTrailingZeros().toPlainString();
  }

  @Override
  public Unit unit() {
    return Unit.FRACTION;
  }

  @Override
  public Direction direction() {
    return Direction.HIGHER;
  }

  @Override
  public Averaging averaging() {
    return Averaging.MEAN;
  }

  @Override
  public double of(SurfacePair surfaces) {
    WeightedDistances one = surfaces.toPrediction();
    WeightedDistances other = surfaces.toReference();
    return (one.areaWithin(tolerance) + other.areaWithin(tolerance)) / (one.area() + other.area());
  }

  @Override
  public Optional<String> fault(ClassComparison counts, MetricValues values) {
    for (Metric other : Metrics.ALL) {
      if (isTighter(other) && values.of(other) > values.of(this)) {
        return Optional.of(title() + " is no less than " + other.title());
      }
    }
    return SurfaceMetric.super.fault(counts, values);
  }

  private boolean isTighter(Metric other) {
    return other instanceof SurfaceDice dice && dice.tolerance < tolerance;
  }
}
