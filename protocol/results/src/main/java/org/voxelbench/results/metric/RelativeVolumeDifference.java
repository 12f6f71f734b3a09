package org.voxelbench.results.metric;

/**
 * Relative volume difference (RVD): {@code (predicted - reference) / reference} by volume, from -1,
 * where nothing is predicted, upwards; above 0 is too much, and 0 is best.
 *
 * <p>It is signed in every row, but the report averages it without its sign: a method that misses
 * half of one organ and adds half to another has no mean of 0. Where the reference holds none of
 * the class it is not defined, and the row is in no average of it. Voxels are of one size, so the
 * volumes are counts.
 *
 * <p>Source: Heimann et al., Comparison and evaluation of methods for liver segmentation from CT
 * datasets, IEEE TMI 28(8), 2009; MedPy's {@code ravd} is the same number.
 */
public record RelativeVolumeDifference() implements VoxelMetric {

  @Override
  public String name() {
    return "rvd";
  }

  @Override
  public String title() {
    return "RVD";
  }

  @Override
  public String meaning() {
    return "relative volume difference, (fp - fn) / (tp + fn), from -1; -1 if missing; NaN if not in"
        + " the reference, empty, imported or not measured";
  }

  @Override
  public Unit unit() {
    return Unit.FRACTION;
  }

  @Override
  public Direction direction() {
    return Direction.CLOSEST_TO_ZERO;
  }

  @Override
  public Averaging averaging() {
    return Averaging.MEAN_OF_MAGNITUDES;
  }

  @Override
  public boolean definedFor(Confusion counts) {
    return counts.reference() > 0;
  }

  @Override
  public double of(Confusion counts) {
    return definedFor(counts)
        ? (double) (counts.predicted() - counts.reference()) / counts.reference()
        : Double.NaN;
  }
}
