package org.voxelbench.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.protocol.results.ExperimentSummary.DatasetNote;
import org.voxelbench.protocol.results.ExperimentSummary.MethodNote;

/**
 * Ranks on each data set of a scope and their averages.
 *
 * @param scope which data sets
 * @param ranks data set's name to the methods' ranks, in the order of the methods
 * @param all one standing per method, in the order of the methods
 */
record Standings(Scope scope, Map<String, double[]> ranks, List<Standing> all) {

  /**
   * Averages.
   *
   * @param ofAll ranks on each of the experiment's data sets, {@code [data set, method]}
   */
  static Standings of(Experiment experiment, Scores scores, double[][] ofAll, Scope scope) {
    List<DatasetNote> datasets = experiment.datasets(scope);
    Map<String, double[]> ranks = new LinkedHashMap<>();
    for (DatasetNote dataset : datasets) {
      ranks.put(dataset.name(), ofAll[experiment.datasets().indexOf(dataset)]);
    }
    List<Standing> standings = new ArrayList<>();
    for (int m = 0; m < experiment.methods().size(); m++) {
      MethodNote method = experiment.methods().get(m);
      int place = m;
      List<Double> dice = datasets.stream().map(d -> scores.cell(d, method).dice()).toList();
      int missing = (int) dice.stream().filter(d -> Double.isNaN(d)).count();
      standings.add(
          new Standing(
              method,
              Mean.of(ranks.values().stream().map(r -> r[place]).toList()),
              missing == 0 ? Mean.of(dice) : Double.NaN,
              missing));
    }
    return new Standings(scope, ranks, List.copyOf(standings));
  }

  /** Best first; equal ranks in the order of the methods. */
  List<Standing> ordered() {
    return all.stream().sorted(Comparator.comparingDouble(Standing::averageRank)).toList();
  }

  /** Those that share the best average rank. */
  List<Standing> leaders() {
    double best = ordered().get(0).averageRank();
    return all.stream().filter(s -> s.averageRank() == best).toList();
  }

  int datasets() {
    return ranks.size();
  }
}
