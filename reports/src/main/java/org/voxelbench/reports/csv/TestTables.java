package org.voxelbench.reports.csv;

import static org.voxelbench.reports.table.ReportTable.number;
import static org.voxelbench.reports.table.ReportTable.text;
import static org.voxelbench.reports.table.ReportTable.whole;

import java.util.List;
import org.voxelbench.reports.ranking.RankStatistics;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.ScopeStatistics;
import org.voxelbench.reports.section.AcrossDatasets;
import org.voxelbench.reports.statistics.Friedman;
import org.voxelbench.reports.statistics.Nemenyi;
import org.voxelbench.reports.statistics.PairTest;
import org.voxelbench.reports.statistics.Wilcoxon;
import org.voxelbench.reports.table.ReportTable;
import org.voxelbench.results.ExperimentSummary.DatasetNote;

/** Tests as files; a number that doesn't exist has no row, and a sentence elsewhere. */
final class TestTables {

  private TestTables() {}

  /** Friedman's test and the critical differences of each scope, one number a row. */
  static ReportTable friedman(RankStatistics statistics) {
    ReportTable table =
        ReportTable.of("friedman", text("scope"), text("statistic"), number("value"));
    for (ScopeStatistics scope : statistics.scopes()) {
      String key = scope.scope().key();
      Friedman test = scope.friedman();
      table.row(key, "methods", (double) test.methods());
      table.row(key, "datasets", (double) test.datasets());
      if (test.answer().hasChiSquare()) {
        table.row(key, "chi_square", test.chiSquare());
        table.row(key, "chi_square_df", test.methods() - 1.0);
        table.row(key, "chi_square_p", test.pChiSquare());
        table.row(key, "kendall_w", test.agreement());
        table.row(key, "smallest_p_chi_square", test.smallestP());
        table.row(key, "smallest_p_exact", test.smallestExactP());
      }
      if (test.answer() == Friedman.Answer.COMPUTED) {
        table.row(key, "f", test.f());
        table.row(key, "f_df1", test.methods() - 1.0);
        table.row(key, "f_df2", (test.methods() - 1.0) * (test.datasets() - 1));
        table.row(key, "f_p", test.pF());
      }
      scope
          .nemenyi()
          .ifPresent(
              nemenyi -> {
                for (double level : AcrossDatasets.LEVELS) {
                  table.row(key, "critical_difference_" + level, nemenyi.criticalDifference(level));
                }
                table.row(key, "smallest_p_nemenyi", nemenyi.smallestP());
              });
    }
    return table;
  }

  /** Nemenyi's p of all pairs of each scope. */
  static ReportTable nemenyi(RankStatistics statistics) {
    ReportTable table =
        ReportTable.of(
            "nemenyi",
            text("scope"),
            text("method"),
            text("compared_with"),
            number("average_rank_difference"),
            number("p"));
    List<String> methods = statistics.scores().methods();
    for (ScopeStatistics scope : statistics.scopes()) {
      if (scope.nemenyi().isPresent()) {
        Nemenyi test = scope.nemenyi().get();
        for (int i = 0; i < methods.size(); i++) {
          for (int j = i + 1; j < methods.size(); j++) {
            table.row(
                scope.scope().key(),
                methods.get(i),
                methods.get(j),
                test.averageRanks()[i] - test.averageRanks()[j],
                test.p(i, j));
          }
        }
      }
    }
    return table;
  }

  /** Wilcoxon's test of all pairs with a result on a data set. */
  static ReportTable wilcoxon(Results results) {
    ReportTable table =
        ReportTable.of(
            "wilcoxon",
            text("dataset"),
            text("role"),
            text("method"),
            text("compared_with"),
            whole("cases"),
            whole("cases_differing"),
            number("median_difference"),
            number("w_plus"),
            number("w_minus"),
            number("rank_biserial"),
            number("p"),
            text("p_is"),
            number("p_holm"),
            number("smallest_p"),
            number("smallest_p_holm"));
    List<String> methods = results.statistics().scores().methods();
    for (DatasetNote dataset : results.experiment().datasets()) {
      List<PairTest> pairs = results.statistics().pairs().getOrDefault(dataset.name(), List.of());
      for (PairTest pair : pairs) {
        Wilcoxon test = pair.test();
        table.row(
            dataset.name(),
            dataset.role(),
            methods.get(pair.first()),
            methods.get(pair.second()),
            pair.pairs(),
            test.used(),
            pair.medianDifference(),
            test.wPlus(),
            test.wMinus(),
            test.rankBiserial(),
            test.p(),
            test.exact() ? "exact" : "asymptotic",
            pair.pHolm(),
            pair.smallestP(),
            pair.smallestPHolm());
      }
    }
    return table;
  }
}
