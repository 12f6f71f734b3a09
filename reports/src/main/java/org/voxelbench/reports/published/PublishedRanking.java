package org.voxelbench.reports.published;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.ranking.Scope;
import org.voxelbench.reports.ranking.ScopeStatistics;
import org.voxelbench.reports.statistics.DatasetScores;
import org.voxelbench.reports.statistics.RankingScheme;
import org.voxelbench.reports.statistics.Ranks;
import org.voxelbench.reports.statistics.ScoreMatrix;
import org.voxelbench.results.Control;
import org.voxelbench.results.ExperimentSummary.MethodNote;

/**
 * The methods of a published table, ranked on its data sets as own results are: aggregate, then
 * rank.
 *
 * <p>A number that isn't known is no failure of its method, so a method that lacks one is left out
 * rather than put last.
 *
 * @param table the table
 * @param methods those with a number on each of its data sets, in the file's order
 * @param lacking to each other method, the data sets where its number isn't known
 * @param standings ranks over the test, the development and all data sets, as far as they differ;
 *     none if there is no data set or no second method
 */
public record PublishedRanking(
    PublishedTable table,
    List<String> methods,
    Map<String, List<String>> lacking,
    List<Ranking> standings) {

  /** The tests over the data sets of each scope that has standings. */
  public List<ScopeStatistics> statistics() {
    return standings.stream().map(this::statistics).toList();
  }

  private ScopeStatistics statistics(Ranking ofScope) {
    List<DatasetScores> datasets =
        table.dice(true).stream()
            .filter(c -> ofScope.ranks().containsKey(c.dataset()))
            .map(c -> new DatasetScores(c.dataset(), table.dice(c, methods), Optional.empty()))
            .toList();
    return ScopeStatistics.of(
        ofScope.scope(),
        new ScoreMatrix(methods, datasets),
        RankingScheme.AGGREGATE_THEN_RANK,
        Optional.empty());
  }

  /** File's name, without ending, of a chart of this table. */
  String chart(String what) {
    return "published-" + table.id() + "-" + what;
  }

  public static PublishedRanking of(PublishedTable table) {
    List<PublishedValue.Column> datasets = table.dice(true);
    List<String> complete = new ArrayList<>();
    Map<String, List<String>> lacking = new LinkedHashMap<>();
    for (String method : table.methods()) {
      List<String> unknown =
          datasets.stream()
              .filter(column -> table.value(method, column).isEmpty())
              .map(PublishedValue.Column::dataset)
              .toList();
      if (unknown.isEmpty()) {
        complete.add(method);
      } else {
        lacking.put(method, unknown);
      }
    }
    boolean ranked = !datasets.isEmpty() && complete.size() > 1;
    return new PublishedRanking(
        table, complete, lacking, ranked ? standings(table, datasets, complete) : List.of());
  }

  private static List<Ranking> standings(
      PublishedTable table, List<PublishedValue.Column> datasets, List<String> complete) {
    List<MethodNote> notes =
        complete.stream().map(m -> new MethodNote(m, m, table.source(), "", Control.NONE)).toList();
    List<Ranking> standings = new ArrayList<>();
    for (Scope scope : Scope.BY_ROLE) {
      Map<String, double[]> dice = new LinkedHashMap<>();
      datasets.stream()
          .filter(c -> scope.holds(PublishedText.role(c.role())))
          .forEach(c -> dice.put(c.dataset(), table.dice(c, complete)));
      boolean told = standings.stream().anyMatch(s -> s.ranks().keySet().equals(dice.keySet()));
      if (!dice.isEmpty() && !told) {
        standings.add(Ranking.of(scope, notes, dice));
      }
    }
    return List.copyOf(standings);
  }

  /** The order that a column of means gives, 1 is best; NaN where the mean isn't known. */
  double[] places(PublishedValue.Column column) {
    double[] means = table.dice(column, table.methods());
    double[] places = Ranks.of(means);
    return IntStream.range(0, means.length)
        .mapToDouble(m -> Double.isNaN(means[m]) ? Double.NaN : places[m])
        .toArray();
  }
}
