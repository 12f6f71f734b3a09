package org.voxelbench.results.metric;

/** What a metric is measured in. */
public enum Unit {
  /** A share of 1; the report shows it in %. */
  FRACTION("", "%"),
  /** Millimetres. */
  MILLIMETRES("_mm", "mm");

  private final String suffix;
  private final String symbol;

  Unit(String suffix, String symbol) {
    this.suffix = suffix;
    this.symbol = symbol;
  }

  /** What a metric's name ends with. */
  public String suffix() {
    return suffix;
  }

  /** What the report shows it in. */
  public String symbol() {
    return symbol;
  }
}
