package org.voxelbench.reports.statistics;

/** When two methods are told apart. */
public final class Significance {

  /** A p-value below this one tells. */
  public static final double LEVEL = 0.05;

  private Significance() {}
}
