package org.voxelbench.reports.ranking;

import java.util.List;
import java.util.Optional;
import org.voxelbench.reports.statistics.AverageRanks;
import org.voxelbench.reports.statistics.Bootstrap;
import org.voxelbench.reports.statistics.Friedman;
import org.voxelbench.reports.statistics.LeaveOut;
import org.voxelbench.reports.statistics.Nemenyi;
import org.voxelbench.reports.statistics.RankSamples;
import org.voxelbench.reports.statistics.RankingScheme;
import org.voxelbench.reports.statistics.ScoreMatrix;

/**
 * How sure the average ranks over the data sets of a scope are.
 *
 * @param scope which data sets
 * @param datasets their names
 * @param averageRanks of each method
 * @param samples the same from samples of the cases; empty if only means are known, or each data
 *     set has one case alone
 * @param friedman the test that all methods rank alike
 * @param nemenyi the comparison of all pairs; empty if there is one method or one data set
 * @param withoutDataset average ranks without each data set
 * @param withoutMethod average ranks without each method
 */
public record ScopeStatistics(
    Scope scope,
    List<String> datasets,
    double[] averageRanks,
    Optional<RankSamples> samples,
    Friedman friedman,
    Optional<Nemenyi> nemenyi,
    List<LeaveOut> withoutDataset,
    List<LeaveOut> withoutMethod) {

  public static ScopeStatistics of(
      Scope scope, ScoreMatrix scores, RankingScheme ranking, Optional<Bootstrap> bootstrap) {
    List<String> names = scores.datasets().stream().map(d -> d.name()).toList();
    double[][] ranks = AverageRanks.ranks(scores, ranking);
    double[] averages = AverageRanks.of(ranks);
    boolean pairs = averages.length > 1 && names.size() > 1;
    return new ScopeStatistics(
        scope,
        names,
        averages,
        bootstrap.flatMap(b -> b.over(names)),
        Friedman.of(ranks),
        pairs ? Optional.of(new Nemenyi(averages, names.size())) : Optional.empty(),
        LeaveOut.datasets(scores, ranking),
        LeaveOut.methods(scores, ranking));
  }
}
