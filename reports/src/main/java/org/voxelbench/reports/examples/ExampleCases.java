package org.voxelbench.reports.examples;

import static org.voxelbench.reports.rows.ResultTable.CASE;
import static org.voxelbench.reports.rows.ResultTable.DICE;
import static org.voxelbench.reports.rows.ResultTable.FOLD;
import static org.voxelbench.reports.rows.ResultTable.LABEL;
import static org.voxelbench.reports.rows.ResultTable.METHOD;
import static org.voxelbench.reports.rows.ResultTable.MISSING;
import static org.voxelbench.reports.rows.ResultTable.SEED;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.reports.ranking.ComparableRows;
import org.voxelbench.reports.ranking.Scores;
import org.voxelbench.reports.rows.ResultTable;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.RunState;
import org.voxelbench.results.metric.Confusion;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * Chooses what is shown: for each data set and method the predictions with the highest, the median
 * and the lowest Dice.
 *
 * <p>Of an even number the lower of the two middle ones is the median; of equal ones that of the
 * lower seed, fold and case.
 */
public final class ExampleCases {

  private record RunKey(int fold, long seed) {}

  private final ComparableRows experiment;
  private final Scores scores;

  private ExampleCases(ComparableRows experiment, Scores scores) {
    this.experiment = experiment;
    this.scores = scores;
  }

  /** The best first, by data set and method. */
  public static List<ExampleCase> of(ComparableRows experiment, Scores scores) {
    ExampleCases examples = new ExampleCases(experiment, scores);
    List<ExampleCase> shown = new ArrayList<>();
    for (int d = 0; d < experiment.datasets().size(); d++) {
      Table foreground = ResultTable.foreground(experiment.rows().counts(d));
      for (int m = 0; m < experiment.methods().size(); m++) {
        Table ofMethod = foreground.where(foreground.intColumn(METHOD).isEqualTo(m));
        shown.addAll(examples.of(ofMethod, d, m));
      }
    }
    return List.copyOf(shown);
  }

  private List<ExampleCase> of(Table rows, int d, int m) {
    DatasetNote dataset = experiment.datasets().get(d);
    Table ascending = scores.predictions(dataset, m).sortAscendingOn(DICE, SEED, FOLD, CASE);
    if (ascending.isEmpty()) {
      return List.of();
    }
    int last = ascending.rowCount() - 1;
    Map<Integer, String> standings = new LinkedHashMap<>();
    standings.merge(last, "best", (a, b) -> a + " and " + b);
    standings.merge(last / 2, "median", (a, b) -> a + " and " + b);
    standings.merge(0, "worst", (a, b) -> a + " and " + b);
    Map<RunKey, String> runs = runs(dataset, experiment.methods().get(m));
    List<ExampleCase> shown = new ArrayList<>();
    standings.forEach(
        (place, standing) -> shown.add(example(rows, d, m, standing, ascending.row(place), runs)));
    return shown;
  }

  private ExampleCase example(
      Table rows, int d, int m, String standing, Row prediction, Map<RunKey, String> runs) {
    Table classes =
        rows.where(
            rows.intColumn(CASE)
                .isEqualTo(prediction.getInt(CASE))
                .and(rows.intColumn(SEED).isEqualTo(prediction.getInt(SEED)))
                .and(rows.longColumn(FOLD).isEqualTo(prediction.getLong(FOLD))));
    List<ExampleCase.OfClass> ofClasses = new ArrayList<>();
    for (Row row : classes) {
      String label = experiment.rows().labels(d).get(row.getInt(LABEL)).name();
      Confusion counts =
          new Confusion(row.getLong("tp"), row.getLong("fp"), row.getLong("fn"), row.getLong("tn"));
      ofClasses.add(new ExampleCase.OfClass(label, counts, row.getDouble(DICE)));
    }
    int fold = (int) prediction.getLong(FOLD);
    long seed = experiment.rows().seeds().get(prediction.getInt(SEED));
    return new ExampleCase(
        experiment.datasets().get(d).name(),
        experiment.methods().get(m).id(),
        standing,
        runs.getOrDefault(new RunKey(fold, seed), ""),
        prediction.getDouble(DICE),
        classes.booleanColumn(MISSING).any(),
        experiment.rows().cases().get(prediction.getInt(CASE)),
        fold,
        seed,
        ofClasses);
  }

  private Map<RunKey, String> runs(DatasetNote dataset, MethodNote method) {
    Map<RunKey, String> runs = new LinkedHashMap<>();
    for (RunNote run : experiment.runs(dataset, method)) {
      if (run.state() == RunState.DONE) {
        runs.put(new RunKey(run.fold(), run.seed()), run.runId());
      }
    }
    return runs;
  }
}
