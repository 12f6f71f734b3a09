package org.voxelbench.reports.section;

import static org.voxelbench.reports.rows.ResultTable.CASE;
import static org.voxelbench.reports.rows.ResultTable.DATASET;
import static org.voxelbench.reports.rows.ResultTable.FOLD;
import static org.voxelbench.reports.rows.ResultTable.METHOD;
import static org.voxelbench.reports.rows.ResultTable.SEED;
import static org.voxelbench.reports.rows.ResultTable.TRAINING_CASES;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.voxelbench.reports.controls.Trial;
import org.voxelbench.reports.ranking.ClassSummary;
import org.voxelbench.reports.ranking.MethodScore;
import org.voxelbench.reports.ranking.RankingWords;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.rows.ResultTable;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.results.ExperimentSummary.DatasetNote;

/**
 * Which cases count, which don't, and what is lacking.
 *
 * @param policy the rules, in words
 * @param lacking methods without a comparable result on a data set
 * @param missing predictions that are missing
 * @param undefined classes that no case of a method holds
 * @param table rows used, empty, missing and absent
 */
public record CaseAccounting(
    List<String> policy,
    List<String> lacking,
    List<String> missing,
    List<String> undefined,
    HtmlTable table) {

  /** Where the policy says how methods are ranked. */
  private static final int RANKING = 6;

  private static final List<String> POLICY =
      List.of(
          "A missing prediction scores 0 (and is infinitely far from its reference), counts, and is"
              + " named below.",
          "A class that both reference and prediction lack is left out of the mean (nnU-Net's"
              + " convention) and counted as empty, so the cases averaged can differ between"
              + " methods: the counts are below.",
          "A class that the reference lacks and the prediction holds scores 0 (and is infinitely"
              + " far).",
          "A class left out in every case is undefined: it has no Dice and leaves the mean over"
              + " classes.",
          "Dice is averaged over the cases of a seed for each class (the folds of a seed hold"
              + " different cases and are pooled, as in nnU-Net's cross-validation), then over the"
              + " foreground classes, then over seeds. Seeds are averaged, never taken for more"
              + " cases.",
          "Surface Dice (NSD) is averaged in the same way: the share of both surfaces that lies"
              + " within the tolerance of the other. Distances are in mm.",
          "The best rank is 1, and ties share the mean of their places. The average rank is the mean"
              + " over data sets.",
          "Missing is last: a method that lacks a run on a data set has no Dice there and takes the"
              + " last rank; several share the last places.",
          "Development and test data sets are averaged apart, and together.");

  public static CaseAccounting of(Results results) {
    return new CaseAccounting(
        policy(results), lacking(results), missing(results), undefined(results), table(results));
  }

  private static List<String> policy(Results results) {
    List<String> policy = new ArrayList<>(POLICY);
    policy.add(RANKING, RankingWords.of(results.statistics().ranking()));
    return policy;
  }

  private static List<String> lacking(Results results) {
    List<String> lacking = new ArrayList<>();
    for (MethodScore cell : results.scores().cells()) {
      if (!cell.complete()) {
        lacking.add(
            results.name(cell.method())
                + " takes the last rank on "
                + cell.dataset().name()
                + ", where it has no complete result ("
                + String.join("; ", cell.gaps())
                + ")"
                + results.mark()
                + ".");
      }
    }
    lacking.addAll(beyondRanks(results));
    List<String> ranked = results.experiment().datasets().stream().map(DatasetNote::name).toList();
    for (DatasetNote dataset : results.experiment().summary().datasets()) {
      if (!ranked.contains(dataset.name())) {
        lacking.add(
            dataset.name()
                + " has no results "
                + (results.experiment().measured().contains(dataset)
                    ? "with the "
                        + results.experiment().readAt(dataset).words()
                        + " that ranks are read at"
                    : "yet")
                + " and is in no average.");
      }
    }
    lacking.addAll(unfinished(results));
    return lacking;
  }

  /** What controls lack, and the methods with other numbers of training cases. */
  private static List<String> beyondRanks(Results results) {
    List<String> lacking = new ArrayList<>(ControlsSection.gaps(results));
    for (Trial trial : results.trials().all()) {
      for (int m = 0; m < results.experiment().methods().size(); m++) {
        boolean ranked = trial.trainingCases().equals(results.experiment().readAt(trial.dataset()));
        if (!ranked && !trial.gaps().get(m).isEmpty()) {
          lacking.add(
              results.name(results.experiment().methods().get(m))
                  + " has no complete result on "
                  + trial.dataset().name()
                  + EffectText.at(List.of(trial))
                  + " ("
                  + String.join("; ", trial.gaps().get(m))
                  + ").");
        }
      }
    }
    return lacking;
  }

  /** Runs that no method has rows of, and that therefore take part in nothing. */
  private static List<String> unfinished(Results results) {
    record Run(DatasetNote dataset, int fold, long seed) {}
    return results.experiment().datasets().stream()
        .flatMap(d -> results.experiment().methods().stream().map(m -> Map.entry(d, m)))
        .flatMap(
            e ->
                results.experiment().runs(e.getKey(), e.getValue()).stream()
                    .map(r -> new Run(e.getKey(), r.fold(), r.seed())))
        .distinct()
        .filter(run -> !results.scores().expected(run.dataset()).hasRun(run.fold(), run.seed()))
        .map(
            run ->
                "Fold %s, seed %s of %s has no results yet and is in no mean."
                    .formatted(
                        Integer.toString(run.fold()),
                        Long.toString(run.seed()),
                        run.dataset().name()))
        .toList();
  }

  private static List<String> missing(Results results) {
    ResultTable rows = results.experiment().all();
    return rows.missing().stream()
        .map(
            prediction ->
                "%s, %s, %sfold %s, seed %s: case %s"
                    .formatted(
                        results.name(rows.methods().get(prediction.getInt(METHOD))),
                        rows.datasets().get(prediction.getInt(DATASET)),
                        several(rows)
                            ? rows.trainingCases().get(prediction.getInt(TRAINING_CASES)).words()
                                + ", "
                            : "",
                        Long.toString(prediction.getLong(FOLD)),
                        Long.toString(rows.seeds().get(prediction.getInt(SEED))),
                        rows.cases().get(prediction.getInt(CASE))))
        .toList();
  }

  /** Whether the number of training cases has to be said. */
  private static boolean several(ResultTable rows) {
    return rows.trainingCases().size() > 1;
  }

  private static List<String> undefined(Results results) {
    List<String> undefined = new ArrayList<>();
    for (MethodScore cell : results.scores().cells()) {
      for (ClassSummary score : cell.classes()) {
        if (cell.complete() && Double.isNaN(score.dice())) {
          undefined.add(
              results.name(cell.method())
                  + ": class "
                  + score.label()
                  + " of "
                  + cell.dataset().name()
                  + " is empty in every case.");
        }
      }
    }
    return undefined;
  }

  private static HtmlTable table(Results results) {
    List<HtmlCell> head = new ArrayList<>();
    head.add(HtmlCell.text("Data set"));
    head.add(HtmlCell.text("Method"));
    for (String title : List.of("Folds", "Seeds", "Used", "Empty", "Missing", "Absent")) {
      head.add(HtmlCell.numbers(title));
    }
    List<List<HtmlCell>> body = new ArrayList<>();
    for (MethodScore cell : results.scores().cells()) {
      List<ClassSummary> classes = cell.classes();
      body.add(
          List.of(
              HtmlCell.text(cell.dataset().name()),
              HtmlCell.text(results.name(cell.method())),
              HtmlCell.count(cell.folds()),
              HtmlCell.count(cell.seeds()),
              HtmlCell.count(classes.stream().mapToInt(ClassSummary::used).sum()),
              HtmlCell.count(classes.stream().mapToInt(ClassSummary::empty).sum()),
              HtmlCell.count(classes.stream().mapToInt(ClassSummary::missing).sum()),
              HtmlCell.count(classes.stream().mapToInt(ClassSummary::absent).sum())));
    }
    return new HtmlTable(
        "cases-table",
        "Rows (one for each case, class and run): used in the mean, among them missing; left out as"
            + " empty; absent",
        head,
        body);
  }
}
