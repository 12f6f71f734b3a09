package org.voxelbench.reports.page;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.voxelbench.reports.chart.ChartData;
import org.voxelbench.reports.claims.ClaimAnswers;
import org.voxelbench.reports.claims.ClaimTable;
import org.voxelbench.reports.csv.CaseTables;
import org.voxelbench.reports.csv.MainTable;
import org.voxelbench.reports.csv.ReportTables;
import org.voxelbench.reports.examples.ExampleCase;
import org.voxelbench.reports.examples.ExampleCases;
import org.voxelbench.reports.networks.NetworkComparison;
import org.voxelbench.reports.networks.NetworkTables;
import org.voxelbench.reports.networks.NetworksSection;
import org.voxelbench.reports.published.PublishedPanel;
import org.voxelbench.reports.ranking.CaseSpread;
import org.voxelbench.reports.ranking.ComparableRows;
import org.voxelbench.reports.ranking.MethodCost;
import org.voxelbench.reports.ranking.ReportException;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.ResultsFolder;

/**
 * Builds the report of an experiment from its rows, its summary and the pictures it names alone.
 *
 * <p>It writes {@code index.html} (one file that needs no other and no network), {@code
 * per_case.csv} (the rows), {@code tables/*.csv}, the main table as {@code .tex} and {@code .md},
 * {@code charts/*.svg} and {@code .png}, and {@code pictures/*.png} (copies of what the
 * pre-trainings left and of the cases that are shown). The same rows in any order, under any
 * default locale and time zone, give the same bytes; only the charts' glyphs follow the fonts of
 * the machine.
 */
public final class ReportBuilder {

  private ReportBuilder() {}

  /**
   * Writes the report as {@link ReportChoices#standard} has it.
   *
   * @see #build(List, ExperimentSummary, Path, Path, ReportChoices)
   */
  public static void build(
      List<ResultRow> rows, ExperimentSummary summary, Path pictures, Path folder) {
    build(rows, summary, pictures, folder, ReportChoices.standard());
  }

  /**
   * Writes the report, {@code index.html} last; that alone, with what went wrong, if no run that is
   * ranked has a result.
   *
   * @param rows one row per case and label of every run, in any order
   * @param summary what is said beside the numbers
   * @param pictures the results folder, from which the summary names pictures
   * @param folder where to write; files of an earlier report are replaced
   * @throws ReportException if the rows can't be compared, other networks can't stand beside them,
   *     or a picture is damaged, before anything is written
   * @throws java.io.UncheckedIOException naming the file that can't be written
   */
  public static void build(
      List<ResultRow> rows,
      ExperimentSummary summary,
      Path pictures,
      Path folder,
      ReportChoices choices) {
    boolean none = rows.isEmpty() || !ComparableRows.anyRanked(rows, summary);
    if (none && !summary.runs().isEmpty()) {
      FailurePage page = FailurePage.of(summary, !rows.isEmpty());
      new ResultsFolder(folder).write("index.html", page.html());
      return;
    }
    Results results = Results.of(rows, summary, choices.ranking(), choices.mixedEngines());
    Optional<NetworkComparison> networks = networks(results, choices);
    List<ExampleCase> shown = ExampleCases.of(results.experiment(), results.scores());
    choices.painter().paint(shown);
    List<CaseSpread> spreads = CaseSpread.all(results.experiment(), results.scores());
    List<MethodCost> costs = MethodCost.of(results);
    ClaimAnswers claims = ClaimAnswers.of(results);
    Page page = Page.of(new ChartData(results, spreads, costs), shown, claims, pictures);
    ResultsFolder files = new ResultsFolder(folder);
    files.write(
        "per_case.csv", (ResultsFolder.Content) ReportTables.perCase(results.experiment())::write);
    ReportTables.csv(results).forEach((name, csv) -> files.write(name, csv));
    MainTable.files(results).forEach((name, text) -> files.write(name, text));
    if (!claims.all().isEmpty()) {
      files.write("tables/claims.csv", ClaimTable.csv(claims));
    }
    networks.ifPresent(all -> files.write("tables/networks.csv", NetworkTables.csv(all).csv()));
    if (!choices.beside().isEmpty()) {
      files.write("tables/published.csv", PublishedReport.values(choices.beside()).csv());
    }
    CaseTables.csv(results, spreads, shown, costs).forEach((name, csv) -> files.write(name, csv));
    page.charts().images().forEach(chart -> chart.write(files));
    Optional<NetworksSection> sideBySide = networks.map(NetworksSection::of);
    sideBySide.ifPresent(section -> section.charts().forEach(chart -> chart.write(files)));
    List<PublishedPanel> beside = choices.beside().stream().map(PublishedPanel::of).toList();
    beside.forEach(panel -> panel.charts().forEach(chart -> chart.write(files)));
    page.pictures().forEach(strip -> files.write("pictures/" + strip.name(), strip.png()));
    files.write("index.html", page.html(sideBySide, beside));
  }

  private static Optional<NetworkComparison> networks(Results results, ReportChoices choices) {
    return choices.networks().isEmpty()
        ? Optional.empty()
        : Optional.of(
            NetworkComparison.of(
                results, choices.networks(), choices.ranking(), choices.mixedEngines()));
  }
}
