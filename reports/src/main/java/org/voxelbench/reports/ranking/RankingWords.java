package org.voxelbench.reports.ranking;

import org.voxelbench.reports.statistics.RankingScheme;

/** What a ranking scheme does, in words. */
public final class RankingWords {

  private RankingWords() {}

  public static String of(RankingScheme scheme) {
    return switch (scheme) {
      case AGGREGATE_THEN_RANK ->
          "Aggregate, then rank: on each data set the methods are ranked by their mean Dice.";
      case RANK_THEN_AGGREGATE ->
          "Rank, then aggregate: on each data set the methods are ranked case by case, by the mean"
              + " Dice of the case over its classes and seeds; these ranks are averaged over the"
              + " cases, and the averages ranked.";
      case TEST_THEN_RANK ->
          "Test, then rank: on each data set a method is ranked by how many others it beats in"
              + " one-sided Wilcoxon signed-rank tests, paired by case, at 5 % after Holm's"
              + " correction over all ordered pairs.";
    };
  }
}
