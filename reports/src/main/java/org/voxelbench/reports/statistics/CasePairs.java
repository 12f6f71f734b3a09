package org.voxelbench.reports.statistics;

/** Two methods paired by case. */
final class CasePairs {

  private CasePairs() {}

  /**
   * What the first is ahead by on each case, rounded to 12 decimals so that rounding breaks no tie.
   *
   * <p>A case in which one of them has no Dice, since it rightly found nothing, counts as its 1;
   * where neither has one the difference is NaN and the case is no pair.
   *
   * @param first Dice of each case
   * @param second Dice of each case
   */
  static double[] differences(double[] first, double[] second) {
    double[] differences = new double[first.length];
    for (int c = 0; c < first.length; c++) {
      boolean none = Double.isNaN(first[c]) && Double.isNaN(second[c]);
      double a = Double.isNaN(first[c]) ? 1 : first[c];
      double b = Double.isNaN(second[c]) ? 1 : second[c];
      differences[c] = none ? Double.NaN : Math.rint((a - b) * 1e12) / 1e12;
    }
    return differences;
  }
}
