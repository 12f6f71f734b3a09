package org.voxelbench.reports.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.voxelbench.reports.rows.Mean;
import org.voxelbench.reports.statistics.Ranks;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;

/**
 * Ranks on each data set of a scope and their averages.
 *
 * @param scope which data sets
 * @param ranks data set's name to the methods' ranks, in the order of the methods
 * @param all one standing per method, in the order of the methods
 */
public record Ranking(Scope scope, Map<String, double[]> ranks, List<MethodRank> all) {

  /**
   * Averages.
   *
   * @param ofAll ranks on each of the experiment's data sets, {@code [data set, method]}
   */
  public static Ranking of(
      ComparableRows experiment, Scores scores, double[][] ofAll, Scope scope) {
    Map<String, double[]> dice = new LinkedHashMap<>();
    Map<String, double[]> ranks = new LinkedHashMap<>();
    for (DatasetNote dataset : experiment.datasets(scope)) {
      dice.put(
          dataset.name(), scores.cells(dataset).stream().mapToDouble(MethodScore::dice).toArray());
      ranks.put(dataset.name(), ofAll[experiment.datasets().indexOf(dataset)]);
    }
    return of(scope, experiment.methods(), dice, ranks);
  }

  /**
   * Ranks methods by their mean Dice alone.
   *
   * @param dice data set's name to the methods' Dice, in the order of the methods; NaN where
   *     missing
   */
  public static Ranking of(Scope scope, List<MethodNote> methods, Map<String, double[]> dice) {
    Map<String, double[]> ranks = new LinkedHashMap<>();
    dice.forEach((dataset, values) -> ranks.put(dataset, Ranks.of(values)));
    return of(scope, methods, dice, ranks);
  }

  private static Ranking of(
      Scope scope,
      List<MethodNote> methods,
      Map<String, double[]> dice,
      Map<String, double[]> ranks) {
    List<MethodRank> standings = new ArrayList<>();
    for (int m = 0; m < methods.size(); m++) {
      int place = m;
      List<Double> own = dice.values().stream().map(d -> d[place]).toList();
      int missing = (int) own.stream().filter(d -> Double.isNaN(d)).count();
      standings.add(
          new MethodRank(
              methods.get(m),
              Mean.of(ranks.values().stream().map(r -> r[place]).toList()),
              missing == 0 ? Mean.of(own) : Double.NaN,
              missing));
    }
    return new Ranking(scope, ranks, List.copyOf(standings));
  }

  /** Best first; equal ranks in the order of the methods. */
  public List<MethodRank> ordered() {
    return places().stream().map(all::get).toList();
  }

  /** Indices of the methods, the best first; equal ranks in the order of the methods. */
  public List<Integer> places() {
    return IntStream.range(0, all.size())
        .boxed()
        .sorted(Comparator.comparingDouble(m -> all.get(m).averageRank()))
        .toList();
  }

  /** Those that share the best average rank. */
  public List<MethodRank> leaders() {
    double best = ordered().get(0).averageRank();
    return all.stream().filter(s -> s.averageRank() == best).toList();
  }

  public int datasets() {
    return ranks.size();
  }
}
