package org.voxelbench.reports.ranking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.reports.statistics.Bootstrap;
import org.voxelbench.reports.statistics.DatasetScores;
import org.voxelbench.reports.statistics.PairTest;
import org.voxelbench.reports.statistics.RankingScheme;
import org.voxelbench.reports.statistics.ScoreMatrix;

/**
 * How sure the ranks are.
 *
 * @param scores what they are made of
 * @param ranking how the methods are ranked on a data set
 * @param bootstrap ranks from samples of the cases; empty if only means are known
 * @param pairs data set's name to its paired tests; empty if only means are known
 * @param scopes one entry for each scope that has standings, in their order
 */
public record RankStatistics(
    ScoreMatrix scores,
    RankingScheme ranking,
    Optional<Bootstrap> bootstrap,
    Map<String, List<PairTest>> pairs,
    List<ScopeStatistics> scopes) {

  /** Samples of the bootstrap. */
  public static final int SAMPLES = Bootstrap.SAMPLES;

  /** Seed of the bootstrap: one for all reports, so that nobody can choose it. */
  public static final long SEED = Bootstrap.SEED;

  /**
   * Computes.
   *
   * @param datasets names of the data sets of each scope
   */
  static RankStatistics of(
      ScoreMatrix scores, RankingScheme ranking, Map<Scope, List<String>> datasets) {
    Optional<Bootstrap> bootstrap =
        scores.hasCases()
            ? Optional.of(Bootstrap.of(scores, ranking, SAMPLES, SEED))
            : Optional.empty();
    Map<String, List<PairTest>> pairs = new LinkedHashMap<>();
    for (DatasetScores dataset : scores.datasets()) {
      dataset.cases().ifPresent(cases -> pairs.put(dataset.name(), PairTest.on(dataset)));
    }
    return new RankStatistics(
        scores,
        ranking,
        bootstrap,
        pairs,
        datasets.entrySet().stream()
            .map(e -> ScopeStatistics.of(e.getKey(), scores.only(e.getValue()), ranking, bootstrap))
            .toList());
  }

  public ScopeStatistics scope(Scope scope) {
    return scopes.stream().filter(s -> s.scope().equals(scope)).findFirst().orElseThrow();
  }
}
