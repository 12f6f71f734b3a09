package org.voxelbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.reports.chart.ChartImage;
import org.voxelbench.reports.controls.LabelCurves;
import org.voxelbench.reports.controls.LabelPoint;
import org.voxelbench.reports.csv.ReportTables;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.section.FewLabelsSection;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.results.TrainingCases;

/** Dice against the number of labelled cases, and where a lead ends; by Dice that are made up. */
class FewLabelsTest {

  private static final List<String> SIZES = List.of("2", "4", "8", "16", "all");
  private static final List<String> METHODS =
      List.of("scratch-fixed", "mae", "worse", "control-positive");

  @TempDir private Path folder;

  /**
   * MAE is 10 points ahead up to 8 cases, and then on half of the cases ahead and as much behind.
   */
  private static double dice(String method, String size, int dataset, int ofCase, long seed) {
    double base = 0.3 + 0.1 * SIZES.indexOf(size) + 0.01 * (ofCase % 4) + 0.02 * dataset;
    boolean few = SIZES.indexOf(size) <= 2;
    return switch (method) {
      case "mae" -> base + (few ? 0.1 + 0.002 * (ofCase % 3) : ofCase % 2 == 0 ? 0.03 : -0.03);
      case "worse" -> base - 0.05 - 0.002 * (ofCase % 3);
      case "control-positive" -> base + 0.2 + 0.001 * seed;
      default -> base;
    };
  }

  private static Results results(int datasets) {
    return new Assay(datasets, SIZES, METHODS, "all", FewLabelsTest::dice).results();
  }

  private static List<String> sentences(Results results) {
    return FewLabelsSection.of(results).leads().body().stream()
        .map(row -> row.get(0).text() + " | " + row.get(1).text() + " | " + row.get(2).text())
        .toList();
  }

  @Test
  void theTableSaysWhereEachLeadEnds() {
    assertThat(sentences(results(2)))
        .hasSize(3 * 3)
        .startsWith(
            "mean of 2 test data sets | The mae | The mae leads up to 8 cases; from 16 on the"
                + " interval holds 0.",
            "mean of 2 test data sets | The worse | The worse leads nowhere; it is behind at 2, 4, 8,"
                + " 16 and all.",
            "mean of 2 test data sets | The control-positive (control) | The control-positive leads"
                + " at every number of cases, 2, 4, 8, 16 and all.",
            "Set 0 | The mae | The mae leads up to 8 cases; from 16 on the interval holds 0.");
  }

  @Test
  void pointsAreMeansOfTheirRowsAndAllStandsAtTheCasesOfAFold() {
    Results results = results(2);
    LabelCurves mean = results.fewLabels().curves().get(0);
    assertThat(mean.sizes())
        .containsExactlyElementsOf(SIZES.stream().map(TrainingCases::new).toList());
    assertThat(mean.labelledCases())
        .containsExactly(2.0, 4.0, 8.0, 16.0, (double) Assay.ALL_IMAGES - Assay.CASES);
    LabelPoint mae = mean.points().get(1).get(0);
    assertThat(mae.mean()).isCloseTo(0.3 + 0.015 + 0.01 + 0.102, within(1e-12));
    assertThat(mae.lead().orElseThrow().effect()).isCloseTo(0.102, within(1e-12));
    assertThat(mae.low()).isLessThan(mae.mean());
    assertThat(mae.high()).isGreaterThan(mae.mean());
    assertThat(mean.points().get(0).get(0).lead()).as("scratch over itself").isEmpty();
  }

  @Test
  void theFileHasEveryPoint() {
    List<String> lines = ReportTables.csv(results(2)).get("tables/few_labels.csv").lines().toList();
    assertThat(lines.get(0))
        .isEqualTo(
            "over,method,control,training_cases,labelled_cases,dice,lower,upper,from_scratch,lead,"
                + "lead_lower,lead_upper,lead_p");
    assertThat(lines).hasSize(1 + 3 * METHODS.size() * SIZES.size());
    assertThat(lines).anyMatch(l -> l.startsWith("Set 1,control-positive,positive,all,40.0,"));
  }

  @Test
  void aChartIsThereForTheMeanAndEachDataSet() {
    Page page = HtmlOf.page(results(2), folder);
    assertThat(page.charts().images())
        .extracting(ChartImage::name)
        .contains("few_labels_1", "few_labels_2", "few_labels_3");
    assertThat(page.html())
        .contains("<section id=\"few-labels\"", "With 2: The scratch-fixed 32.50, The mae 42.70");
  }

  @Test
  void aMethodThatLacksARunHasNoPointThere() {
    Results results =
        new Assay(1, List.of("2", "4"), METHODS, "4", FewLabelsTest::dice)
            .results(
                row ->
                    !(row.method().equals("mae")
                        && row.trainingCases().equals(TrainingCases.of(2))
                        && row.seed() == 2));
    List<LabelPoint> mae = results.fewLabels().curves().get(0).points().get(1);
    assertThat(mae.get(0).mean()).isNaN();
    assertThat(mae.get(0).state()).isEqualTo(LabelPoint.Lead.UNKNOWN);
    assertThat(sentences(results))
        .contains("Set 0 | The mae | The mae leads at every number of cases, 4.");
    assertThat(HtmlOf.results(results, folder))
        .contains(
            "The mae has no complete result on Set 0, at 2 training cases (fold 0, seed 2: diverged");
  }

  @Test
  void oneNumberIsNoSection() {
    Results results = new Assay(2, List.of("all"), METHODS, "all", FewLabelsTest::dice).results();
    assertThat(results.fewLabels().curves()).isEmpty();
    assertThat(HtmlOf.results(results, folder)).doesNotContain("few-labels");
    assertThat(ReportTables.csv(results)).doesNotContainKey("tables/few_labels.csv");
    assertThat(FewLabelsSection.of(results).leads().body()).isEqualTo(List.<List<HtmlCell>>of());
  }
}
