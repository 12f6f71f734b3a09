package org.voxelbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voxelbench.reports.page.RowBuilder.missing;
import static org.voxelbench.reports.page.RowBuilder.scored;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxelbench.reports.csv.ChallengeTable;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.metric.Averaging;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.Metrics;

/** A metric that not every file of results has shows itself by its class alone. */
class LaterMetricsTest {

  private static final ExperimentSummary SUMMARY =
      MadeUpExperiment.bare(
          List.of(MadeUpExperiment.dataset("A", "test", List.of("tumour"))),
          List.of(MadeUpExperiment.method("one", "One"), MadeUpExperiment.method("two", "Two")),
          List.of());

  private static Stream<Metric> later() {
    return Metrics.ALL.stream().filter(Metrics::isLater);
  }

  @TempDir private Path folder;
  private List<ResultRow> rows;

  /** Method one has 0.25 and, half of it signed, -0.5; method two 0.25 twice and once the worst. */
  @BeforeEach
  void rows() {
    List<RowBuilder> builders = new ArrayList<>();
    builders.add(measured(scored(0.5).caseId("a"), 0.25));
    builders.add(measured(scored(0.5).caseId("b"), -0.5));
    builders.add(measured(scored(0.5).caseId("a").method("two"), 0.25));
    builders.add(measured(scored(0.5).caseId("b").method("two"), 0.25));
    rows = builders.stream().map(RowBuilder::build).toList();
  }

  private static RowBuilder measured(RowBuilder row, double value) {
    later().forEach(metric -> row.metric(metric, value));
    return row;
  }

  private String file(List<ResultRow> of, String name) throws IOException {
    ReportBuilder.build(of, SUMMARY, folder, folder.resolve("report"));
    return Files.readString(folder.resolve("report").resolve(name));
  }

  @ParameterizedTest
  @MethodSource("later")
  void thePageHasItsTableAndItsChart(Metric metric) throws IOException {
    String page = file(rows, "index.html");
    assertThat(page)
        .contains(
            ", <a href=\"#%s\">%s</a>".formatted(metric.name(), metric.title()),
            "<h3 id=\"%s\">%s</h3>".formatted(metric.name(), metric.title()),
            "id=\"" + metric.name() + "-table\"",
            "alt=\"Grouped bars of " + metric.averaging().title(metric));
    assertThat(folder.resolve("report/charts/" + metric.name() + ".svg")).isNotEmptyFile();
    assertThat(folder.resolve("report/charts/" + metric.name() + ".png")).isNotEmptyFile();
  }

  @ParameterizedTest
  @MethodSource("later")
  void itsColumnIsAfterThoseThatAreThere(Metric metric) throws IOException {
    String column = metric.averaging().column(metric);
    for (String table : List.of("dice_per_dataset", "dice_per_class")) {
      assertThat(file(rows, "tables/" + table + ".csv").lines().findFirst().orElseThrow())
          .contains(",dice,nsd_1mm,nsd_2mm,hd95_median_mm,hd95_infinite,")
          .contains("," + column)
          .matches(header -> header.indexOf(column) > header.indexOf("hd95_infinite"));
    }
    assertThat(file(rows, "per_case.csv").lines().findFirst().orElseThrow())
        .contains(",dice,iou,nsd_1mm,nsd_2mm,hd95_mm,")
        .contains("," + metric.name());
  }

  @Test
  void averagesAreThoseOfTheirKind() throws IOException {
    List<String> lines = file(rows, "tables/dice_per_dataset.csv").lines().toList();
    List<String> header = List.of(lines.get(0).split(","));
    List<String> one = List.of(lines.get(1).split(",", -1));
    later()
        .forEach(
            metric -> {
              double expected =
                  switch (metric.averaging()) {
                    case MEAN, MEDIAN -> (0.25 - 0.5) / 2;
                    case MEAN_OF_MAGNITUDES -> (0.25 + 0.5) / 2;
                  };
              assertThat(one.get(header.indexOf(metric.averaging().column(metric))))
                  .isEqualTo(Double.toString(expected));
            });
  }

  @ParameterizedTest
  @MethodSource("later")
  void itIsExported(Metric metric) {
    assertThat(ChallengeTable.of(rows, SUMMARY, metric, false).csv())
        .isEqualTo(
            "task,algorithm,case,value\nA,one,a,0.25\nA,one,b,%s\nA,two,a,0.25\nA,two,b,0.25\n"
                .formatted(metric.averaging() == Averaging.MEAN_OF_MAGNITUDES ? "0.5" : "-0.5"));
  }

  @ParameterizedTest
  @MethodSource("later")
  void whereNoRowHasItThePageIsAsItWas(Metric metric) throws IOException {
    List<ResultRow> older =
        rows.stream().map(row -> RowBuilder.like(row).metric(metric, Double.NaN).build()).toList();
    assertThat(file(older, "index.html")).doesNotContain(metric.name() + "-table");
    assertThat(file(older, "tables/dice_per_dataset.csv"))
        .doesNotContain(metric.averaging().column(metric));
    assertThat(file(older, "per_case.csv").lines().findFirst().orElseThrow())
        .doesNotContain("," + metric.name());
  }

  @ParameterizedTest
  @MethodSource("later")
  void aMethodOfWhichAPartIsOlderHasNoAverage(Metric metric) throws IOException {
    List<ResultRow> mixed = new ArrayList<>(rows);
    mixed.set(0, RowBuilder.like(rows.get(0)).metric(metric, Double.NaN).build());
    List<String> lines = file(mixed, "tables/dice_per_dataset.csv").lines().toList();
    int column = List.of(lines.get(0).split(",")).indexOf(metric.averaging().column(metric));
    assertThat(lines.get(1).split(",", -1)[column]).isEqualTo("NaN");
    assertThat(lines.get(2).split(",", -1)[column]).isEqualTo("0.25");
  }

  @Test
  void ifHalfOfTheDistancesAreInfiniteTheChartSaysSo() throws IOException {
    Metric assd = Metrics.named("assd_mm");
    List<ResultRow> far =
        Stream.of(
                scored(0.5).caseId("a").metric(assd, 1),
                missing().caseId("b").metric(assd, Double.POSITIVE_INFINITY),
                scored(0.5).caseId("a").method("two").metric(assd, 2),
                scored(0.5).caseId("b").method("two").metric(assd, 3))
            .map(RowBuilder::build)
            .toList();
    assertThat(file(far, "index.html"))
        .contains("ASSD, median. Best on A: Two 2.50 mm", "∞ mm", "1 of 2");
  }
}
