package org.voxelbench.results.metric;

/** Which of two values of a metric is the better one. */
public enum Direction {
  /** The higher one. */
  HIGHER("higher is better"),
  /** The lower one. */
  LOWER("lower is better"),
  /** The one closer to 0, on either side of it. */
  CLOSEST_TO_ZERO("closest to 0 is best");

  private final String words;

  Direction(String words) {
    this.words = words;
  }

  /** The direction in words. */
  public String words() {
    return words;
  }

  /** A number that is the lower the better the value is. */
  public double loss(double value) {
    return switch (this) {
      case HIGHER -> -value;
      case LOWER -> value;
      case CLOSEST_TO_ZERO -> Math.abs(value);
    };
  }
}
