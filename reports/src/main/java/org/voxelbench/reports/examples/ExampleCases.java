package org.voxelbench.reports.examples;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.reports.ranking.ComparableRows;
import org.voxelbench.reports.ranking.ScoredCase;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.RunState;

/**
 * Chooses what is shown: for each data set and method the predictions with the highest, the median
 * and the lowest Dice.
 *
 * <p>Of an even number the lower of the two middle ones is the median; of equal ones that of the
 * lower seed, fold and case.
 */
public final class ExampleCases {

  private record Key(String dataset, String method) {}

  private record RunKey(int fold, long seed) {}

  private ExampleCases() {}

  /** The best first, by data set and method. */
  public static List<ExampleCase> of(ComparableRows experiment, List<ScoredCase> cases) {
    Map<Key, List<ScoredCase>> byMethod = new LinkedHashMap<>();
    for (ScoredCase scored : cases) {
      if (!Double.isNaN(scored.dice())) {
        byMethod
            .computeIfAbsent(new Key(scored.dataset(), scored.method()), key -> new ArrayList<>())
            .add(scored);
      }
    }
    List<ExampleCase> shown = new ArrayList<>();
    for (DatasetNote dataset : experiment.datasets()) {
      for (MethodNote method : experiment.methods()) {
        List<ScoredCase> own =
            byMethod.getOrDefault(new Key(dataset.name(), method.id()), List.of());
        shown.addAll(of(own, runs(experiment, dataset, method)));
      }
    }
    return List.copyOf(shown);
  }

  private static Map<RunKey, String> runs(
      ComparableRows experiment, DatasetNote dataset, MethodNote method) {
    Map<RunKey, String> runs = new LinkedHashMap<>();
    for (RunNote run : experiment.runs(dataset, method)) {
      if (run.state() == RunState.DONE) {
        runs.put(new RunKey(run.fold(), run.seed()), run.runId());
      }
    }
    return runs;
  }

  private static List<ExampleCase> of(List<ScoredCase> cases, Map<RunKey, String> runs) {
    if (cases.isEmpty()) {
      return List.of();
    }
    List<ScoredCase> ascending =
        cases.stream().sorted(Comparator.comparingDouble(ScoredCase::dice)).toList();
    int last = ascending.size() - 1;
    Map<Integer, String> standings = new LinkedHashMap<>();
    standings.merge(last, "best", (a, b) -> a + " and " + b);
    standings.merge(last / 2, "median", (a, b) -> a + " and " + b);
    standings.merge(0, "worst", (a, b) -> a + " and " + b);
    List<ExampleCase> shown = new ArrayList<>();
    standings.forEach(
        (place, standing) -> {
          ScoredCase scored = ascending.get(place);
          shown.add(
              new ExampleCase(
                  scored.dataset(),
                  scored.method(),
                  standing,
                  runs.getOrDefault(new RunKey(scored.fold(), scored.seed()), ""),
                  scored.dice(),
                  scored.missing(),
                  scored.rows()));
        });
    return shown;
  }
}
