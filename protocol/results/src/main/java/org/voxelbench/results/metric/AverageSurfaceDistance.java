package org.voxelbench.results.metric;

/**
 * Average symmetric surface distance (ASSD): the mean of two numbers in mm, the mean distance of
 * the reference's surface to the prediction's and the mean distance the other way.
 *
 * <p>As in surface Dice and HD95, an element of a surface weighs as much as the area in mm2 that it
 * stands for, so that the number doesn't depend on how a surface lies in the grid. MedPy's {@code
 * assd} takes the same mean of the two directions, over border voxels that all weigh the same.
 *
 * <p>Source: Heimann et al., Comparison and evaluation of methods for liver segmentation from CT
 * datasets, IEEE TMI 28(8), 2009; MedPy, {@code medpy/metric/binary.py}.
 */
public record AverageSurfaceDistance() implements SurfaceMetric {

  @Override
  public String name() {
    return "assd_mm";
  }

  @Override
  public String title() {
    return "ASSD";
  }

  @Override
  public String meaning() {
    return "average symmetric surface distance in mm, weighted by area; Infinity if missing or in"
        + " only one of reference and prediction; NaN if empty, imported or not measured";
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
    return (mean(surfaces.toPrediction()) + mean(surfaces.toReference())) / 2;
  }

  private static double mean(WeightedDistances elements) {
    double sum = 0;
    for (int i = 0; i < elements.areas().length; i++) {
      sum += elements.distances()[i] * elements.areas()[i];
    }
    return sum / elements.area();
  }
}
