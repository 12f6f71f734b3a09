package org.voxelbench.reports.ranking;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.ResultRow;

/**
 * One prediction of one run, or its lack, with its rows.
 *
 * @param rows its foreground rows, one per class, in the data set's order
 * @param dice mean Dice in [0, 1] over the classes that reference or prediction hold; 0 where the
 *     prediction is missing; NaN if none of them is there
 */
public record ScoredCase(List<ResultRow> rows, double dice) {

  /** All predictions, in the order of the experiment's rows. */
  public static List<ScoredCase> of(ComparableRows experiment) {
    List<ScoredCase> cases = new ArrayList<>();
    List<ResultRow> open = new ArrayList<>();
    for (ResultRow row : experiment.rows()) {
      if (!open.isEmpty() && !samePrediction(open.get(0), row)) {
        cases.add(of(open));
        open.clear();
      }
      if (Scores.foreground(row)) {
        open.add(row);
      }
    }
    if (!open.isEmpty()) {
      cases.add(of(open));
    }
    return List.copyOf(cases);
  }

  private static ScoredCase of(List<ResultRow> rows) {
    return new ScoredCase(List.copyOf(rows), Mean.of(rows.stream().map(Scores::dice).toList()));
  }

  private static boolean samePrediction(ResultRow a, ResultRow b) {
    return a.caseId().equals(b.caseId())
        && a.fold() == b.fold()
        && a.seed() == b.seed()
        && a.method().equals(b.method())
        && a.dataset().equals(b.dataset());
  }

  public String dataset() {
    return rows.get(0).dataset();
  }

  public String method() {
    return rows.get(0).method();
  }

  public long seed() {
    return rows.get(0).seed();
  }

  public int fold() {
    return rows.get(0).fold();
  }

  String caseId() {
    return rows.get(0).caseId();
  }

  public boolean missing() {
    return rows.stream().anyMatch(row -> row.status() == CaseStatus.MISSING);
  }
}
