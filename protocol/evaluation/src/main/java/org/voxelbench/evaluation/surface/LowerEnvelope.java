package org.voxelbench.evaluation.surface;

/**
 * Squared distances along a line to the nearest of several points that already have some: the lower
 * envelope of parabolas.
 *
 * <p>Source: Felzenszwalb and Huttenlocher, Distance Transforms of Sampled Functions (2012).
 */
final class LowerEnvelope {

  private final int[] apex;
  private final double[] height;
  private final double[] start;

  /** An envelope for lines of up to a length. */
  LowerEnvelope(int longest) {
    apex = new int[longest];
    height = new double[longest];
    start = new double[longest];
  }

  /**
   * Replaces the first values of a line by the envelope: the least {@code value(p) + ((x - p)
   * spacing)^2} over all p.
   *
   * @param values squared mm, infinite where there is no point
   * @param count how many
   * @param spacing mm between neighbours
   */
  void apply(double[] values, int count, double spacing) {
    int parabolas = 0;
    for (int x = 0; x < count; x++) {
      if (values[x] == Double.POSITIVE_INFINITY) {
        continue;
      }
      double from = Double.NEGATIVE_INFINITY;
      while (parabolas > 0) {
        from = crossing(parabolas - 1, x, values[x], spacing);
        if (from > start[parabolas - 1]) {
          break;
        }
        parabolas--;
        from = Double.NEGATIVE_INFINITY;
      }
      apex[parabolas] = x;
      height[parabolas] = values[x];
      start[parabolas++] = from;
    }
    if (parabolas == 0) {
      return;
    }
    int lowest = 0;
    for (int x = 0; x < count; x++) {
      while (lowest + 1 < parabolas && start[lowest + 1] < x) {
        lowest++;
      }
      double away = (x - apex[lowest]) * spacing;
      values[x] = height[lowest] + away * away;
    }
  }

  /** From where on a parabola with its apex at x lies below an earlier one. */
  private double crossing(int earlier, int x, double value, double spacing) {
    double gap = x - apex[earlier];
    return (x + apex[earlier]) / 2.0 + (value - height[earlier]) / (2 * spacing * spacing * gap);
  }
}
