package org.voxelbench.reports.statistics;

/**
 * Kendall's tau-b of two rankings: 1 if they agree on the order of every pair of methods, -1 if on
 * none; ties are allowed for.
 */
public final class KendallTau {

  private KendallTau() {}

  /**
   * @return tau-b in [-1, 1]; NaN if one of the rankings ties all methods, since it then has no
   *     order to agree on
   */
  public static double of(double[] first, double[] second) {
    long agreeing = 0;
    long untiedFirst = 0;
    long untiedSecond = 0;
    for (int i = 0; i < first.length; i++) {
      for (int j = i + 1; j < first.length; j++) {
        int a = Double.compare(first[i], first[j]);
        int b = Double.compare(second[i], second[j]);
        agreeing += Integer.signum(a) * Integer.signum(b);
        untiedFirst += a == 0 ? 0 : 1;
        untiedSecond += b == 0 ? 0 : 1;
      }
    }
    return untiedFirst == 0 || untiedSecond == 0
        ? Double.NaN
        : Math.max(-1, Math.min(1, agreeing / Math.sqrt((double) untiedFirst * untiedSecond)));
  }
}
