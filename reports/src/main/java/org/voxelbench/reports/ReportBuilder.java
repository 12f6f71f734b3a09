package org.voxelbench.reports;

import java.nio.file.Path;
import java.util.List;
import org.voxelbench.protocol.results.ExperimentSummary;
import org.voxelbench.protocol.results.ResultRow;
import org.voxelbench.protocol.results.ResultsFolder;

/**
 * Builds the report of an experiment from its rows and its summary alone.
 *
 * <p>It writes {@code index.html} (one file that needs no other and no network), {@code
 * per_case.csv} (the rows), {@code tables/*.csv} and {@code charts/*.svg} and {@code .png}. The
 * same rows in any order, under any default locale and time zone, give the same bytes; only the
 * charts' glyphs follow the fonts of the machine.
 */
public final class ReportBuilder {

  private ReportBuilder() {}

  /**
   * Writes the report, {@code index.html} last.
   *
   * @param rows one row per case and label of every run, in any order
   * @param summary what is said beside the numbers
   * @param folder where to write; files of an earlier report are replaced
   * @throws ReportException if the rows can't be compared, before anything is written
   * @throws java.io.UncheckedIOException naming the file that can't be written
   */
  public static void build(List<ResultRow> rows, ExperimentSummary summary, Path folder) {
    Results results = Results.of(rows, summary);
    ResultsFolder files = new ResultsFolder(folder);
    ReportTables.csv(results).forEach(files::write);
    ChartImage ranks = RankChart.of(results);
    ChartImage dice = DiceChart.of(results);
    for (ChartImage chart : List.of(ranks, dice)) {
      files.write("charts/" + chart.name() + ".svg", chart.svg());
      files.write("charts/" + chart.name() + ".png", chart.png());
    }
    files.write("index.html", Page.of(results, ranks, dice).html());
  }
}
