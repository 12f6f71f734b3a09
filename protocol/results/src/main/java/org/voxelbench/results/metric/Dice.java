package org.voxelbench.results.metric;

/**
 * Dice: {@code 2 tp / (2 tp + fp + fn)}, in [0, 1]; 0 where the prediction is missing.
 *
 * <p>Source: nnU-Net's {@code evaluation/evaluate_predictions.py}.
 */
public record Dice() implements VoxelMetric {

  @Override
  public String name() {
    return "dice";
  }

  @Override
  public String title() {
    return "Dice";
  }

  @Override
  public String meaning() {
    return "2 tp / (2 tp + fp + fn), 0 to 1; NaN if empty";
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
    return 2.0 * counts.tp() / (2.0 * counts.tp() + counts.fp() + counts.fn());
  }

  @Override
  public double missing(Confusion counts) {
    return 0;
  }
}
