package org.voxelbench.reports.ranking;

import org.voxelbench.reports.table.NumberText;

/** The data sets an average is taken over. */
public enum Scope {
  /** Test data sets, untouched while methods were developed. */
  TEST("test", "test"),
  /** Development data sets, on which settings may have been chosen. */
  DEV("dev", "development"),
  /** All data sets. */
  ALL("all", "");

  private final String key;
  private final String adjective;

  Scope(String key, String adjective) {
    this.key = key;
    this.adjective = adjective;
  }

  /** How tables name it; for {@link #TEST} and {@link #DEV} the role of a row. */
  public String key() {
    return key;
  }

  public boolean holds(String role) {
    return this == ALL || key.equals(role);
  }

  /** Such as {@code 3 test data sets}. */
  public String count(int datasets) {
    return NumberText.count(datasets, (adjective + " data set").strip());
  }

  /** Such as {@code test data sets}. */
  public String plural() {
    return (this == ALL ? "all" : adjective) + " data sets";
  }
}
