package org.voxelbench.results.metric;

/**
 * Intersection over union: {@code tp / (tp + fp + fn)}, in [0, 1]; 0 where the prediction is
 * missing.
 *
 * <p>Source: nnU-Net's {@code evaluation/evaluate_predictions.py}.
 */
public record Iou() implements VoxelMetric {

  @Override
  public String name() {
    return "iou";
  }

  @Override
  public String title() {
    return "IoU";
  }

  @Override
  public String meaning() {
    return "tp / (tp + fp + fn), 0 to 1; NaN if empty";
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
  public double of(Confusion counts) {
    return counts.tp() / ((double) counts.tp() + counts.fp() + counts.fn());
  }

  @Override
  public double missing(Confusion counts) {
    return 0;
  }
}
