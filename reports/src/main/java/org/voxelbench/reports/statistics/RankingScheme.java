package org.voxelbench.reports.statistics;

/**
 * How the methods are ranked on one data set; ties share the mean of their places, and a method
 * without a comparable result is last.
 */
public enum RankingScheme {
  /** By the mean Dice of the data set. */
  AGGREGATE_THEN_RANK("aggregate-then-rank"),
  /** By the mean of the ranks on each case. */
  RANK_THEN_AGGREGATE("rank-then-aggregate"),
  /** By how many methods each one beats in paired tests. */
  TEST_THEN_RANK("test-then-rank");

  private final String key;

  RankingScheme(String key) {
    this.key = key;
  }

  /** How options and tables name it. */
  public String key() {
    return key;
  }

  @Override
  public String toString() {
    return key;
  }

  /**
   * Ranks on one data set, in the order of the methods.
   *
   * @throws IllegalArgumentException if the scheme needs the Dice of single cases and there is none
   */
  public double[] ranks(DatasetScores dataset) {
    return this == AGGREGATE_THEN_RANK ? Ranks.of(dataset.dice()) : on(dataset).ranks(null);
  }

  /** The scheme on one data set, made ready for many samples of its cases. */
  CaseRanking on(DatasetScores dataset) {
    if (dataset.cases().isEmpty()) {
      throw new IllegalArgumentException(
          "data set '%s' has no Dice of single cases, which %s needs"
              .formatted(dataset.name(), key));
    }
    return switch (this) {
      case AGGREGATE_THEN_RANK -> new CaseMeans(dataset);
      case RANK_THEN_AGGREGATE -> new RankThenAggregate(dataset);
      case TEST_THEN_RANK -> new TestThenRank(dataset);
    };
  }
}
