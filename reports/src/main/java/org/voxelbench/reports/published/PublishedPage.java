package org.voxelbench.reports.published;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.voxelbench.reports.statistics.KendallTest;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;

/**
 * What the page of published tables shows.
 *
 * @param overview how far the tables agree, one row per comparison and way to order
 * @param comparisons each comparison
 * @param tables each table
 */
public record PublishedPage(
    HtmlTable overview, List<ComparisonPanel> comparisons, List<PublishedPanel> tables) {

  private static final double[] NO_METHOD = {};

  /**
   * Of published tables.
   *
   * @param agreements of each comparison, in their order
   */
  public static PublishedPage of(
      List<PublishedTable> tables, Map<PublishedComparison, List<RankingAgreement>> agreements) {
    List<List<HtmlCell>> rows = new ArrayList<>();
    List<ComparisonPanel> panels = new ArrayList<>();
    agreements.forEach(
        (comparison, orders) -> {
          panels.add(ComparisonPanel.of(comparison, orders));
          rows.addAll(rows(comparison, orders));
        });
    return new PublishedPage(
        overview(rows), List.copyOf(panels), tables.stream().map(PublishedPanel::of).toList());
  }

  private static HtmlTable overview(List<List<HtmlCell>> rows) {
    List<HtmlCell> head =
        List.of(
            HtmlCell.text("Comparison"),
            HtmlCell.text("Orders by"),
            HtmlCell.numbers("Methods"),
            HtmlCell.numbers("Kendall's tau-b"),
            HtmlCell.numbers("Exact p"));
    return new HtmlTable(
        "comparisons-overview",
        "How far published tables order the methods alike that they share: 1 in every pair, -1 in"
            + " none",
        head,
        rows);
  }

  private static List<List<HtmlCell>> rows(
      PublishedComparison comparison, List<RankingAgreement> agreements) {
    if (agreements.isEmpty()) {
      return List.of(
          row(
              comparison,
              "no data set is known to be in both",
              KendallTest.of(NO_METHOD, NO_METHOD)));
    }
    return RankingAgreement.summary(agreements).stream()
        .map(a -> row(comparison, ComparisonText.over(a), a.test()))
        .toList();
  }

  private static List<HtmlCell> row(PublishedComparison comparison, String over, KendallTest test) {
    return List.of(
        HtmlCell.text(comparison.id()),
        HtmlCell.text(over),
        HtmlCell.count(test.methods()),
        HtmlCell.number(NumberText.rank(test.tau()), test.tau()),
        HtmlCell.number(NumberText.p(test.p()), test.p()));
  }
}
