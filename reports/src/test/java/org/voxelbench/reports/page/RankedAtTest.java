package org.voxelbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.reports.csv.ReportTables;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.TrainingCases;

/** Of rows with several numbers of training cases those with one are ranked, and all are kept. */
class RankedAtTest {

  private static final List<String> CONTENDERS = List.of("scratch-fixed", "mae");
  private static final List<String> ALL =
      List.of("scratch-fixed", "control-negative", "mae", "control-positive");
  private static final Assay.Dice DICE =
      (method, size, dataset, ofCase, seed) ->
          0.4 + 0.01 * (ofCase % 4) + ALL.indexOf(method) * (0.05 + 0.001 * (ofCase % 3));

  @TempDir private Path folder;

  @Test
  void theFileOfRowsHoldsAllOfThem() throws IOException {
    Assay assay = new Assay(1, List.of("4", "all"), ALL, "4", DICE);
    ReportBuilder.build(
        assay.rows(), assay.summary(assay.runs()), folder, folder.resolve("report"));
    List<String> lines = Files.readAllLines(folder.resolve("report/per_case.csv"));
    assertThat(lines).hasSize(1 + assay.rows().size());
    assertThat(lines.get(0)).endsWith(",training_cases");
    assertThat(lines).filteredOn(line -> line.endsWith(",4")).hasSize(assay.rows().size() / 2);
  }

  @Test
  void theTableOfRunsHoldsAllOfThemWithWhatTheyAre() {
    Assay assay = new Assay(1, List.of("4", "all"), ALL, "4", DICE);
    List<String> lines = ReportTables.csv(assay.results()).get("tables/runs.csv").lines().toList();
    assertThat(lines.get(0)).endsWith(",training_cases,control");
    assertThat(lines.subList(1, lines.size()).stream().map(line -> line.split(",")[0]))
        .containsExactlyInAnyOrderElementsOf(assay.runs().stream().map(RunNote::runId).toList());
    assertThat(lines)
        .filteredOn(line -> line.startsWith("control-negative-Set 0-all-2,"))
        .singleElement()
        .asString()
        .endsWith(",all,negative");
    assertThat(lines).filteredOn(line -> line.endsWith(",4,none")).hasSize(2 * 2);
  }

  @Test
  void theSameCaseWithAnotherNumberOfTrainingCasesIsNoRepetition() {
    Assay assay = new Assay(1, List.of("4", "all"), CONTENDERS, "4", DICE);
    List<ResultRow> twice = new ArrayList<>(assay.rows());
    twice.add(twice.get(0));
    assertThatThrownBy(() -> Results.of(twice, assay.summary(assay.runs())))
        .hasMessageContaining("method 'scratch-fixed', 4 training cases, fold 0, seed 1")
        .hasMessageContaining("is there twice");
  }

  @Test
  void ranksAreReadAtTheLargestNumberIfNoneIsStated() {
    Results results = new Assay(1, List.of("4", "16"), CONTENDERS, "unstated", DICE).results();
    assertThat(results.experiment().readAt(results.experiment().datasets().get(0)))
        .isEqualTo(TrainingCases.of(16));
    Results old = new Assay(1, List.of("unstated"), CONTENDERS, "all", DICE).results();
    assertThat(old.experiment().rows().of(0).rowCount()).isEqualTo(2 * 2 * Assay.CASES);
  }

  @Test
  void whereNoRowIsRankedThePageSaysSo() throws IOException {
    Assay assay = new Assay(1, List.of("4"), ALL, "all", DICE);
    ReportBuilder.build(
        assay.rows(), assay.summary(assay.runs()), folder, folder.resolve("report"));
    assertThat(Files.readString(folder.resolve("report/index.html")))
        .contains("No run that is ranked has a result");
  }
}
