package org.voxelbench.results.metric;

import java.util.Optional;
import org.voxelbench.base.format.Decimals;

/**
 * A metric that is measured between the surfaces of reference and prediction, and is at its worst
 * where only one of them has any, or the prediction is missing.
 */
public interface SurfaceMetric extends Metric {

  /** Its value for two surfaces. */
  double of(SurfacePair surfaces);

  @Override
  default double of(ClassComparison comparison) {
    return comparison.surfaces().map(this::of).orElse(worst());
  }

  /** 0 for a share, infinite for a distance. */
  default double worst() {
    return unit() == Unit.FRACTION ? 0 : Double.POSITIVE_INFINITY;
  }

  @Override
  default Optional<String> fault(ClassComparison counts, MetricValues values) {
    double value = values.of(this);
    if (!counts.missing() && counts.confusion().inBoth()) {
      boolean fraction = unit() == Unit.FRACTION;
      boolean measured = value >= 0 && (fraction ? value <= 1 : value < Double.POSITIVE_INFINITY);
      return measured
          ? Optional.empty()
          : Optional.of(title() + (fraction ? " lies within 0 and 1" : " is a finite distance"));
    }
    return value == worst()
        ? Optional.empty()
        : Optional.of(
            (counts.missing() ? "a missing prediction has " : "a class on one side only has ")
                + title()
                + " "
                + Decimals.text(worst()));
  }
}
