package org.voxelbench.reports.page;

import static org.voxelbench.reports.table.ReportTable.number;
import static org.voxelbench.reports.table.ReportTable.text;
import static org.voxelbench.reports.table.ReportTable.whole;

import gg.jte.output.StringOutput;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.reports.published.PublishedComparison;
import org.voxelbench.reports.published.PublishedPage;
import org.voxelbench.reports.published.PublishedPaper;
import org.voxelbench.reports.published.PublishedRanking;
import org.voxelbench.reports.published.PublishedTable;
import org.voxelbench.reports.published.PublishedText;
import org.voxelbench.reports.published.PublishedValue;
import org.voxelbench.reports.published.RankingAgreement;
import org.voxelbench.reports.ranking.MethodRank;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.ranking.ScopeStatistics;
import org.voxelbench.reports.section.AcrossDatasets;
import org.voxelbench.reports.statistics.Friedman;
import org.voxelbench.reports.table.LatexText;
import org.voxelbench.reports.table.MarkdownText;
import org.voxelbench.reports.table.PaperTable;
import org.voxelbench.reports.table.ReportTable;
import org.voxelbench.results.ResultsFolder;

/**
 * Ranks published tables, each on its own, by the code that ranks own results, and compares the
 * orders that they give.
 *
 * <p>It writes {@code index.html} (one file that needs no other and no network) and {@code
 * tables/}: the numbers, ranks, average ranks, tests and agreement as CSV, and each table as LaTeX
 * and Markdown; {@code charts/*.svg} and {@code .png}.
 */
public final class PublishedReport {

  private PublishedReport() {}

  /**
   * Writes the report, {@code index.html} last.
   *
   * @param comparisons which of them are compared in what they share
   * @param folder where to write; files of an earlier report are replaced
   * @throws java.io.UncheckedIOException naming the file that can't be written
   */
  public static void build(
      List<PublishedTable> tables, List<PublishedComparison> comparisons, Path folder) {
    ResultsFolder files = new ResultsFolder(folder);
    List<PublishedRanking> rankings = tables.stream().map(PublishedRanking::of).toList();
    files.write("tables/published.csv", values(tables).csv());
    files.write("tables/ranks.csv", ranks(rankings).csv());
    files.write("tables/average_ranks.csv", averageRanks(rankings).csv());
    files.write("tables/tests.csv", tests(rankings).csv());
    Map<PublishedComparison, List<RankingAgreement>> agreements = new LinkedHashMap<>();
    comparisons.forEach(each -> agreements.put(each, RankingAgreement.all(each)));
    files.write("tables/agreement.csv", AgreementTables.agreement(agreements).csv());
    files.write("tables/agreement_places.csv", AgreementTables.places(agreements).csv());
    for (PublishedTable table : tables) {
      PaperTable paper = PublishedPaper.of(table);
      files.write("tables/" + table.id() + ".tex", LatexText.of(paper));
      files.write("tables/" + table.id() + ".md", MarkdownText.of(paper));
    }
    PublishedPage page = PublishedPage.of(tables, agreements);
    page.tables().forEach(panel -> panel.charts().forEach(chart -> chart.write(files)));
    files.write("index.html", html(page));
  }

  private static String html(PublishedPage page) {
    StringOutput html = new StringOutput();
    Page.ENGINE.render("published.jte", page, html);
    return html.toString();
  }

  /** The numbers as they were read. */
  static ReportTable values(List<PublishedTable> tables) {
    ReportTable csv =
        ReportTable.of(
            "published",
            text("id"),
            text("source"),
            text("table"),
            text("dataset"),
            text("role"),
            text("method"),
            text("metric"),
            text("value"));
    for (PublishedTable table : tables) {
      for (PublishedValue value : table.values()) {
        csv.row(
            table.id(),
            table.source(),
            table.title(),
            value.dataset(),
            PublishedText.role(value.role()),
            value.method(),
            PublishedText.metric(value.metric()),
            value.text());
      }
    }
    return csv;
  }

  private static ReportTable ranks(List<PublishedRanking> rankings) {
    ReportTable csv =
        ReportTable.of(
            "ranks", text("id"), text("dataset"), text("method"), number("dice"), number("rank"));
    for (PublishedRanking ranking : rankings) {
      if (!ranking.standings().isEmpty()) {
        List<Ranking> all = ranking.standings();
        for (PublishedValue.Column column : ranking.table().dice(true)) {
          double[] dice = ranking.table().dice(column, ranking.methods());
          double[] ranks = all.get(all.size() - 1).ranks().get(column.dataset());
          for (int m = 0; m < ranks.length; m++) {
            csv.row(
                ranking.table().id(),
                column.dataset(),
                ranking.methods().get(m),
                dice[m],
                ranks[m]);
          }
        }
      }
    }
    return csv;
  }

  private static ReportTable averageRanks(List<PublishedRanking> rankings) {
    ReportTable csv =
        ReportTable.of(
            "average_ranks",
            text("id"),
            text("scope"),
            text("method"),
            whole("datasets"),
            number("average_rank"),
            number("mean_dice"));
    for (PublishedRanking ranking : rankings) {
      for (Ranking standings : ranking.standings()) {
        for (MethodRank standing : standings.ordered()) {
          csv.row(
              ranking.table().id(),
              standings.scope().key(),
              standing.method().id(),
              standings.datasets(),
              standing.averageRank(),
              standing.meanDice());
        }
      }
    }
    return csv;
  }

  private static ReportTable tests(List<PublishedRanking> rankings) {
    ReportTable csv =
        ReportTable.of("tests", text("id"), text("scope"), text("statistic"), number("value"));
    for (PublishedRanking ranking : rankings) {
      for (ScopeStatistics scope : ranking.statistics()) {
        String id = ranking.table().id();
        String key = scope.scope().key();
        Friedman test = scope.friedman();
        csv.row(id, key, "methods", (double) test.methods());
        csv.row(id, key, "datasets", (double) test.datasets());
        if (test.answer().hasChiSquare()) {
          csv.row(id, key, "chi_square", test.chiSquare());
          csv.row(id, key, "chi_square_p", test.pChiSquare());
        }
        if (test.answer() == Friedman.Answer.COMPUTED) {
          csv.row(id, key, "f", test.f());
          csv.row(id, key, "f_p", test.pF());
        }
        for (double level : AcrossDatasets.LEVELS) {
          scope
              .nemenyi()
              .map(nemenyi -> nemenyi.criticalDifference(level))
              .ifPresent(value -> csv.row(id, key, "critical_difference_" + level, value));
        }
      }
    }
    return csv;
  }
}
