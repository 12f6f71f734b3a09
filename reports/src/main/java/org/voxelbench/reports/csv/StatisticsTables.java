package org.voxelbench.reports.csv;

import static org.voxelbench.reports.table.ReportTable.number;
import static org.voxelbench.reports.table.ReportTable.text;
import static org.voxelbench.reports.table.ReportTable.whole;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.reports.ranking.MethodScore;
import org.voxelbench.reports.ranking.RankStatistics;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.ScopeStatistics;
import org.voxelbench.reports.section.StatisticsPart;
import org.voxelbench.reports.section.StatisticsSection;
import org.voxelbench.reports.statistics.LeaveOut;
import org.voxelbench.reports.statistics.RankSamples;
import org.voxelbench.reports.table.ReportTable;
import org.voxelbench.results.ExperimentSummary.DatasetNote;

/** The numbers of {@link StatisticsSection} about ranks as files: long form, one fact a row. */
final class StatisticsTables {

  private final Results results;
  private final RankStatistics statistics;
  private final List<String> methods;
  private final String ranking;

  private StatisticsTables(Results results) {
    this.results = results;
    statistics = results.statistics();
    methods = statistics.scores().methods();
    ranking = statistics.ranking().key();
  }

  /** File's path in the report's folder to its content. */
  static Map<String, String> csv(Results results) {
    StatisticsTables tables = new StatisticsTables(results);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("tables/rank_intervals.csv", tables.intervals().csv());
    files.put("tables/rank_distribution.csv", tables.distribution().csv());
    files.put("tables/rank_agreement.csv", tables.agreement().csv());
    files.put("tables/dice_intervals.csv", tables.dice().csv());
    files.put("tables/left_out.csv", tables.leftOut().csv());
    files.put("tables/friedman.csv", TestTables.friedman(results.statistics()).csv());
    files.put("tables/nemenyi.csv", TestTables.nemenyi(results.statistics()).csv());
    files.put("tables/wilcoxon.csv", TestTables.wilcoxon(results).csv());
    files.put("tables/statistics_in_words.csv", words(results).csv());
    return files;
  }

  /** Samples over a scope or on a data set, by name; without those of one case alone. */
  private Map<List<String>, RankSamples> samples() {
    Map<List<String>, RankSamples> samples = new LinkedHashMap<>();
    statistics
        .scopes()
        .forEach(
            s -> s.samples().ifPresent(r -> samples.put(List.of("scope", s.scope().key()), r)));
    statistics
        .bootstrap()
        .ifPresent(
            b ->
                b.names()
                    .forEach(d -> b.on(d).ifPresent(r -> samples.put(List.of("dataset", d), r))));
    return samples;
  }

  private ReportTable intervals() {
    ReportTable table =
        ReportTable.of(
            "rank_intervals",
            text("over"),
            text("name"),
            text("method"),
            text("ranking"),
            number("rank"),
            number("low_95"),
            number("high_95"),
            whole("samples"));
    samples()
        .forEach(
            (over, ranks) -> {
              for (int m = 0; m < methods.size(); m++) {
                table.row(
                    over.get(0),
                    over.get(1),
                    methods.get(m),
                    ranking,
                    ranks.full()[m],
                    ranks.interval(m).low(),
                    ranks.interval(m).high(),
                    ranks.sampled().length);
              }
            });
    return table;
  }

  private ReportTable distribution() {
    ReportTable table =
        ReportTable.of(
            "rank_distribution",
            text("over"),
            text("name"),
            text("method"),
            whole("place"),
            number("share"));
    samples()
        .forEach(
            (over, ranks) -> {
              double[][] places = ranks.places();
              for (int m = 0; m < methods.size(); m++) {
                for (int place = 0; place < methods.size(); place++) {
                  table.row(over.get(0), over.get(1), methods.get(m), place + 1, places[m][place]);
                }
              }
            });
    return table;
  }

  /** Without a row where no order of methods is there to agree on. */
  private ReportTable agreement() {
    ReportTable table =
        ReportTable.of(
            "rank_agreement",
            text("over"),
            text("name"),
            number("kendall_tau_median"),
            number("low_95"),
            number("high_95"),
            whole("samples"),
            whole("samples_with_order"));
    samples()
        .forEach(
            (over, ranks) -> {
              RankSamples.Agreement agreement = ranks.agreement();
              if (agreement.defined() > 0) {
                table.row(
                    over.get(0),
                    over.get(1),
                    agreement.median(),
                    agreement.interval().low(),
                    agreement.interval().high(),
                    ranks.sampled().length,
                    agreement.defined());
              }
            });
    return table;
  }

  /** Without a row where a method has no comparable result. */
  private ReportTable dice() {
    ReportTable table =
        ReportTable.of(
            "dice_intervals",
            text("dataset"),
            text("role"),
            text("method"),
            number("dice"),
            number("low_95"),
            number("high_95"));
    statistics
        .bootstrap()
        .ifPresent(
            bootstrap -> {
              for (DatasetNote dataset : results.experiment().datasets()) {
                List<MethodScore> cells = results.scores().cells(dataset);
                for (int m = 0; m < cells.size(); m++) {
                  if (!Double.isNaN(cells.get(m).dice())) {
                    table.row(
                        dataset.name(),
                        dataset.role(),
                        methods.get(m),
                        cells.get(m).dice(),
                        bootstrap.dice(dataset.name(), m).low(),
                        bootstrap.dice(dataset.name(), m).high());
                  }
                }
              }
            });
    return table;
  }

  private ReportTable leftOut() {
    ReportTable table =
        ReportTable.of(
            "left_out",
            text("scope"),
            text("kind"),
            text("left_out"),
            text("method"),
            number("average_rank"),
            number("change"));
    for (ScopeStatistics scope : statistics.scopes()) {
      scope.withoutDataset().forEach(line -> leftOut(table, scope, "dataset", line));
      scope.withoutMethod().forEach(line -> leftOut(table, scope, "method", line));
    }
    return table;
  }

  private void leftOut(ReportTable table, ScopeStatistics scope, String kind, LeaveOut line) {
    for (int m = 0; m < methods.size(); m++) {
      double rank = line.averageRanks()[m];
      if (!Double.isNaN(rank)) {
        table.row(
            scope.scope().key(),
            kind,
            line.leftOut(),
            methods.get(m),
            rank,
            rank - scope.averageRanks()[m]);
      }
    }
  }

  private static ReportTable words(Results results) {
    ReportTable table =
        ReportTable.of("statistics_in_words", text("topic"), text("over"), text("sentence"));
    StatisticsSection section = StatisticsSection.of(results);
    section.rules().forEach(rule -> table.row("rules", "all", rule));
    for (StatisticsPart part : section.parts()) {
      part.sentences().forEach(sentence -> table.row(part.topic(), part.over(), sentence));
    }
    return table;
  }
}
