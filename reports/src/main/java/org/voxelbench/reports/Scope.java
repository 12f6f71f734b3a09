package org.voxelbench.reports;

/** The data sets an average is taken over. */
enum Scope {
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
  String key() {
    return key;
  }

  boolean holds(String role) {
    return this == ALL || key.equals(role);
  }

  /** Such as {@code 3 test data sets}. */
  String count(int datasets) {
    return NumberText.count(datasets, (adjective + " data set").strip());
  }

  /** Such as {@code test data sets}. */
  String plural() {
    return (this == ALL ? "all" : adjective) + " data sets";
  }
}
