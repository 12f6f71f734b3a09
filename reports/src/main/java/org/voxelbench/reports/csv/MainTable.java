package org.voxelbench.reports.csv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.voxelbench.reports.ranking.MethodRank;
import org.voxelbench.reports.ranking.MethodScore;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.Scope;
import org.voxelbench.reports.section.ControlsSection;
import org.voxelbench.reports.table.LatexText;
import org.voxelbench.reports.table.MarkdownText;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.reports.table.PaperTable;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;

/** The result in one table: Dice of each method on each data set, its mean, the average rank. */
public final class MainTable {

  private MainTable() {}

  static PaperTable of(Results results) {
    List<PaperTable.Group> groups = new ArrayList<>();
    for (Scope scope : List.of(Scope.TEST, Scope.DEV)) {
      if (!results.experiment().datasets(scope).isEmpty()) {
        groups.add(group(results, scope));
      }
    }
    results.standings().stream()
        .filter(standings -> !standings.scope().named().isEmpty())
        .map(standings -> mean(results, standings))
        .forEach(groups::add);
    return new PaperTable(
        "Dice in % on each data set, its mean over data sets and the average rank (1 is best)."
            + " Best in bold, second underlined. Protocol "
            + results.experiment().summary().protocol()
            + ", hash "
            + results.experiment().summary().protocolHash()
            + "."
            + (results.controls().reading().readable()
                ? ""
                : " The ranks can't be read: " + ControlsSection.answer(results)),
        "tab:main",
        "Method",
        results.experiment().methods().stream().map(results::name).toList(),
        results.experiment().controls().stream().map(results::title).toList(),
        groups);
  }

  /** The files in the report's folder, by path. */
  public static Map<String, String> files(Results results) {
    PaperTable table = of(results);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("tables/main.tex", LatexText.of(table));
    files.put("tables/main.md", MarkdownText.of(table));
    return files;
  }

  private static PaperTable.Group group(Results results, Scope scope) {
    List<PaperTable.Column> columns = new ArrayList<>();
    for (DatasetNote dataset : results.experiment().datasets(scope)) {
      columns.add(
          dice(
              dataset.name(),
              results.scores().cells(dataset).stream().mapToDouble(MethodScore::dice).toArray(),
              controls(results, control -> results.controlDice(control, dataset))));
    }
    columns.addAll(averages(results, results.standings(scope)));
    return new PaperTable.Group(title(scope.plural()), columns);
  }

  /** A mean over data sets whose columns stand elsewhere in the table. */
  private static PaperTable.Group mean(Results results, Ranking standings) {
    return new PaperTable.Group(
        title(standings.scope().count(standings.datasets())), averages(results, standings));
  }

  private static List<PaperTable.Column> averages(Results results, Ranking standings) {
    List<MethodRank> all = standings.all();
    return List.of(
        dice(
            "Mean",
            all.stream().mapToDouble(MethodRank::meanDice).toArray(),
            controls(results, control -> results.controlDice(control, standings.scope()))),
        new PaperTable.Column(
            "Rank",
            all.stream().mapToDouble(MethodRank::averageRank).toArray(),
            controls(results, control -> Double.NaN),
            PaperTable.Better.LOWER,
            NumberText::rank));
  }

  private static String title(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static double[] controls(Results results, ToDoubleFunction<MethodNote> value) {
    return results.experiment().controls().stream().mapToDouble(value).toArray();
  }

  private static PaperTable.Column dice(String title, double[] values, double[] ofControls) {
    return new PaperTable.Column(
        title, values, ofControls, PaperTable.Better.HIGHER, NumberText::percent);
  }
}
