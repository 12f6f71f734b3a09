package org.voxelbench.reports.ranking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voxelbench.reports.controls.Controls;
import org.voxelbench.reports.controls.FewLabels;
import org.voxelbench.reports.controls.LabelCurves;
import org.voxelbench.reports.controls.Trials;
import org.voxelbench.reports.rows.Mean;
import org.voxelbench.reports.statistics.AverageRanks;
import org.voxelbench.reports.statistics.RankingScheme;
import org.voxelbench.reports.statistics.ScoreMatrix;
import org.voxelbench.results.Control;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ResultRow;

/**
 * Everything the report shows, computed once.
 *
 * @param experiment the rows and their summary
 * @param scores Dice per data set, method and class
 * @param standings ranks over the headline that the protocol names, the test, the development and
 *     all data sets, and over its further means, as far as there are any
 * @param statistics how sure these ranks are
 * @param names what the page calls each method that is ranked, by id
 * @param baseline the method without pre-training
 * @param trials what was measured beyond the ranks, too
 * @param controls whether the protocol tells a good start from a bad one
 * @param fewLabels how Dice grows with the number of labelled cases
 */
public record Results(
    ComparableRows experiment,
    Scores scores,
    List<Ranking> standings,
    RankStatistics statistics,
    Map<String, String> names,
    Optional<MethodNote> baseline,
    Trials trials,
    Controls controls,
    FewLabels fewLabels) {

  /** The method from scratch that has the fixed plan, as pre-trained weights have. */
  public static final String SCRATCH_FIXED = "scratch-fixed";

  /** As a standard report has it. */
  public static Results of(List<ResultRow> rows, ExperimentSummary summary) {
    return of(rows, summary, RankingScheme.AGGREGATE_THEN_RANK, false);
  }

  /**
   * Of rows that may be compared.
   *
   * @param mixedEngines whether rows of different engines or precisions are ranked together
   * @throws ReportException if the rows can't be compared
   */
  public static Results of(
      List<ResultRow> rows,
      ExperimentSummary summary,
      RankingScheme ranking,
      boolean mixedEngines) {
    ComparableRows experiment = ComparableRows.of(rows, summary, mixedEngines);
    Scores scores = Scores.of(experiment);
    ScoreMatrix matrix = CaseDice.of(experiment, scores);
    double[][] ranks = AverageRanks.ranks(matrix, ranking);
    List<Ranking> standings = new ArrayList<>();
    Map<Scope, List<String>> datasets = new LinkedHashMap<>();
    for (Scope scope : Scope.of(summary.means())) {
      List<DatasetNote> own = experiment.datasets(scope);
      if (!own.isEmpty()) {
        standings.add(Ranking.of(experiment, scores, ranks, scope));
        datasets.put(scope, own.stream().map(DatasetNote::name).toList());
      }
    }
    Optional<MethodNote> baseline = Baseline.of(summary);
    Optional<MethodNote> scratch =
        experiment.methods().stream()
            .filter(method -> method.id().equals(SCRATCH_FIXED))
            .findFirst()
            .or(() -> baseline);
    List<String> ranked = datasets.get(standings.get(0).scope());
    Trials trials = MeasuredTrials.of(experiment);
    return new Results(
        experiment,
        scores,
        List.copyOf(standings),
        RankStatistics.of(matrix, ranking, datasets),
        names(experiment),
        baseline,
        trials,
        Controls.of(trials, experiment.sizes().read(), ranked, scratch),
        FewLabels.of(trials, ranked, scratch));
  }

  /** What stands behind a rank that the controls say can't be read; empty if it can. */
  public String mark() {
    return controls.reading().readable() ? "" : " (can't be read: see Controls)";
  }

  private static Map<String, String> names(ComparableRows experiment) {
    Map<String, String> all = experiment.methodNames();
    Map<String, String> names = new LinkedHashMap<>();
    experiment.methods().forEach(method -> names.put(method.id(), all.get(method.id())));
    return names;
  }

  /**
   * The ranks that answer the question: those over the headline that the protocol names, or else
   * those over test data sets, if there are any.
   */
  public Ranking headline() {
    return standings.get(0);
  }

  /** How sure the ranks of the headline are. */
  public ScopeStatistics headlineStatistics() {
    return statistics.scope(headline().scope());
  }

  public Ranking standings(Scope scope) {
    return standings.stream().filter(s -> s.scope().equals(scope)).findFirst().orElseThrow();
  }

  public String name(MethodNote method) {
    return name(method.id());
  }

  /**
   * What the page calls a method or control; an id that the summary doesn't list stays as it is.
   */
  public String name(String methodId) {
    return names.containsKey(methodId)
        ? names.get(methodId)
        : experiment.methodNames().getOrDefault(methodId, methodId);
  }

  /**
   * Mean Dice in [0, 1] of a control on a data set, at the number of training cases that ranks are
   * read at; NaN if it has no complete result there.
   */
  public double controlDice(MethodNote control, DatasetNote dataset) {
    return trials
        .of(dataset.name(), experiment.readAt(dataset))
        .map(trial -> trial.dice(trials.place(control)))
        .orElse(Double.NaN);
  }

  /** The same over the data sets of a scope; NaN if it has none on one of them. */
  public double controlDice(MethodNote control, Scope scope) {
    List<Double> dice =
        experiment.datasets(scope).stream().map(dataset -> controlDice(control, dataset)).toList();
    return dice.stream().anyMatch(d -> d.isNaN()) ? Double.NaN : Mean.of(dice);
  }

  /** A method's name, with a word that says so if it is a control. */
  public String title(MethodNote method) {
    return name(method) + (method.control() == Control.NONE ? "" : " (control)");
  }

  /** What curves are of: a data set, or a mean over several. */
  public String over(LabelCurves curves) {
    int datasets = curves.datasets().size();
    return datasets == 1
        ? curves.datasets().get(0)
        : "mean of " + headline().scope().count(datasets);
  }

  /** Several methods by their names, as one text. */
  public String joined(List<String> methodIds) {
    return methodIds.stream().map(this::name).collect(Collectors.joining(" and "));
  }
}
