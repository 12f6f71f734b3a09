package org.voxelbench.results.metric;

import java.util.Optional;
import org.voxelbench.base.format.Decimals;

/** A metric that follows from counts of voxels, so that a row's value can be checked by its row. */
public interface VoxelMetric extends Metric {

  /** Relative to the larger of 1 and the value: what rounding may change. */
  double TOLERANCE = 1e-9;

  /** Its value for a prediction that is there. */
  double of(Confusion confusion);

  /** Its value where the prediction is missing: that of an empty prediction. */
  default double missing(Confusion confusion) {
    return of(confusion);
  }

  @Override
  default double of(ClassComparison comparison) {
    return comparison.missing() ? missing(comparison.confusion()) : of(comparison.confusion());
  }

  @Override
  default Optional<String> fault(ClassComparison counts, MetricValues values) {
    double value = values.of(this);
    double expected = of(counts);
    double off = Math.abs(value - expected) / Math.max(1, Math.abs(expected));
    return off <= TOLERANCE || Double.isNaN(value) && Double.isNaN(expected)
        ? Optional.empty()
        : Optional.of(
            title()
                + " is "
                + Decimals.text(value)
                + ", but its counts give "
                + Decimals.text(expected));
  }
}
