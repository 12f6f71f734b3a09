package org.voxelbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.reports.chart.Chart;
import org.voxelbench.reports.chart.ChartImage;
import org.voxelbench.reports.chart.ChartPlace;
import org.voxelbench.reports.chart.Charts;
import org.voxelbench.reports.chart.DifferenceChart;
import org.voxelbench.reports.chart.IntervalChart;
import org.voxelbench.reports.chart.RankShareChart;
import org.voxelbench.reports.claims.ClaimAnswers;
import org.voxelbench.reports.examples.ExampleCases;
import org.voxelbench.reports.plot.HeatMap;
import org.voxelbench.reports.ranking.MethodCost;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.Scores;
import org.voxelbench.reports.section.EmbeddedPng;
import org.voxelbench.reports.section.ExamplePanel;
import org.voxelbench.reports.section.KeyFacts;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.TrainingCases;
import org.voxelbench.results.metric.Metrics;

class FigureTest {

  @TempDir private Path folder;

  private Page page(MadeUpExperiment experiment) {
    return HtmlOf.page(experiment.results(), folder);
  }

  private static List<ChartImage> ofStatistics(int methods) {
    List<IntervalChart.Row> intervals = new ArrayList<>();
    List<DifferenceChart.Place> places = new ArrayList<>();
    List<RankShareChart.Row> shares = new ArrayList<>();
    for (int m = 0; m < methods; m++) {
      String name = "Method " + m;
      intervals.add(new IntervalChart.Row(name, m + 1, Math.max(1, m), Math.min(methods, m + 1.5)));
      places.add(new DifferenceChart.Place(name, m + 1));
      double[] row = new double[methods];
      row[m] = 1;
      shares.add(new RankShareChart.Row(name, row));
    }
    List<DifferenceChart.Alike> groups =
        methods < 2 ? List.of() : List.of(new DifferenceChart.Alike(0, methods - 1));
    return List.of(
        IntervalChart.of(intervals, "95 % interval", "test data sets"),
        DifferenceChart.of("cd", "Critical difference", places, groups, 1.5),
        RankShareChart.of(shares, "test data sets"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 19})
  void chartsOfAnyNumberOfMethodsAreDrawnWhole(int methods) throws IOException {
    for (ChartImage chart : ofStatistics(methods)) {
      check(chart);
      assertThat(chart.alt()).contains("Method 0", "Method " + (methods - 1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9})
  void chartsOfAnExperimentAreDrawnWhole(int methods) throws IOException {
    List<ChartImage> charts = page(withFewLabels(MadeUpExperiment.of(methods))).charts().images();
    assertThat(charts).extracting(ChartImage::name).doesNotHaveDuplicates();
    assertThat(charts).extracting(ChartImage::title).doesNotHaveDuplicates();
    for (ChartImage chart : charts) {
      check(chart);
    }
  }

  @Test
  void anAxisTitleThatIsLongerThanItsAxisIsWhole() throws IOException {
    for (String name :
        List.of("A", "A name that is longer than any axis would ever be wide, or so")) {
      check(
          IntervalChart.of(
              List.of(new IntervalChart.Row(name, 1, 1, 2), new IntervalChart.Row("B", 2, 1, 2)),
              "95 % interval",
              "development data sets"));
    }
  }

  private static MadeUpExperiment withALaterMetric(MadeUpExperiment experiment) {
    return new MadeUpExperiment(
        experiment.rows().stream()
            .map(
                row ->
                    row.status() == CaseStatus.SCORED
                        ? RowBuilder.like(row).metric(Metrics.named("rvd"), 0.25).build()
                        : row)
            .toList(),
        experiment.summary());
  }

  /** As if everything had been trained with two cases, too. */
  private static MadeUpExperiment withFewLabels(MadeUpExperiment experiment) {
    List<ResultRow> rows = new ArrayList<>(experiment.rows());
    for (ResultRow row : experiment.rows()) {
      RowBuilder few = RowBuilder.like(row);
      few.trainingCases = TrainingCases.of(2);
      rows.add(few.build());
    }
    return new MadeUpExperiment(rows, experiment.summary());
  }

  @Test
  void everyChartOfTheListIsOnThePageOnceWithItsTables() {
    Page page = page(withFewLabels(withALaterMetric(MadeUpExperiment.of(5))));
    String html = page.html();
    for (Chart chart : Charts.ALL) {
      assertThat(page.figures(chart.place())).as(chart.getClass().getSimpleName()).isNotEmpty();
    }
    for (ChartImage image : page.charts().images()) {
      assertThat(html).containsOnlyOnce("alt=\"" + image.alt() + "\"");
    }
    page.charts().figures().values().stream()
        .flatMap(List::stream)
        .flatMap(figure -> figure.tables().stream())
        .forEach(table -> assertThat(html).contains("id=\"" + table.id() + "\""));
  }

  /** A drawing that is cut has ink at its edge. */
  private static boolean cut(BufferedImage image) {
    int right = image.getWidth() - 1;
    int bottom = image.getHeight() - 1;
    return IntStream.rangeClosed(0, right)
            .anyMatch(x -> inked(image, x, 0) || inked(image, x, bottom))
        || IntStream.rangeClosed(0, bottom)
            .anyMatch(y -> inked(image, 0, y) || inked(image, right, y));
  }

  private static boolean inked(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) != Color.WHITE.getRGB();
  }

  private static void check(ChartImage chart) throws IOException {
    assertThat(chart.svg())
        .startsWith("<?xml")
        .contains("</svg>")
        .doesNotContain("NaN", "Infinity");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(chart.png()));
    assertThat(image.getWidth()).isEqualTo(2 * chart.width());
    assertThat(cut(image)).as("%s is cut", chart.name()).isFalse();
    assertThat(chart.alt()).doesNotContain("NaN", "null").endsWith(".");
    assertThat(chart.width()).isLessThanOrEqualTo(1400);
  }

  @Test
  void theSameNumbersGiveTheSameBytesInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.ROOT);
      List<ChartImage> root = ofStatistics(9);
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      List<ChartImage> arabic = ofStatistics(9);
      for (int c = 0; c < root.size(); c++) {
        assertThat(arabic.get(c).svg()).isEqualTo(root.get(c).svg());
        assertThat(arabic.get(c).png()).isEqualTo(root.get(c).png());
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void numbersStandOutFromEveryShade() {
    for (int step = 0; step <= 100; step++) {
      Color ground = HeatMap.shade(step / 100.0);
      assertThat(Contrast.ratio(hex(ground), hex(HeatMap.ink(ground))))
          .as("shade %s", step)
          .isGreaterThanOrEqualTo(4.5);
    }
  }

  @Test
  void shadesDarken() {
    int[] greys = IntStream.rangeClosed(0, 10).map(s -> HeatMap.shade(s / 10.0).getRed()).toArray();
    for (int s = 1; s < greys.length; s++) {
      assertThat(greys[s]).isLessThan(greys[s - 1]);
    }
  }

  private static String hex(Color colour) {
    return String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xFFFFFF);
  }

  @Test
  void withoutTimesThereIsNoChartOfCost() {
    ExperimentSummary bare =
        ChangedSummary.of(MadeUpExperiment.of(2).summary())
            .runs(List.of())
            .preTrainings(List.of())
            .testUse(List.of())
            .build();
    Page page = page(new MadeUpExperiment(MadeUpExperiment.of(2).rows(), bare));
    assertThat(page.figures(ChartPlace.COST)).isEmpty();
    assertThat(page.pictures()).isEmpty();
  }

  @Test
  void costCountsTheWholeRunOverTheDataSetsThatAnswer() {
    MadeUpExperiment experiment = MadeUpExperiment.of(2);
    List<MethodCost> costs = MethodCost.of(experiment.results());
    // Folds 0 and 1 scale the times by 1 and 1.01 for the first method, 1.1 and 1.11 for the next.
    assertThat(costs.get(0).seconds()).isEqualTo((95.5 + 12.75) * 1.005);
    assertThat(costs.get(1).seconds())
        .isCloseTo((95.5 + 12.75 + 4210.25) * 1.105, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void picturesThatAreNotThereAreCounted() {
    MadeUpExperiment experiment = MadeUpExperiment.of(2);
    experiment.writeCases(folder, List.of("Phantom tubes"));
    Page page = page(experiment);
    assertThat(page.examples())
        .extracting(ExamplePanel::title)
        .as("test data sets first")
        .containsExactly("Phantom tubes (test)", "Phantom lesions (test)", "Phantom spheres (dev)");
    assertThat(page.examples())
        .extracting(ExamplePanel::note)
        .containsExactly(
            "6 of 6 pictures could not be drawn: the images or predictions were not at hand.",
            "",
            "");
    assertThat(page.examples().stream().flatMap(ExamplePanel::strips))
        .hasSize(12)
        .extracting(EmbeddedPng::alt)
        .allMatch(a -> a.contains("Dice"));
  }

  @Test
  void theAnswerSaysOnWhichDataAtWhatCostAndWhatWentWrong() {
    MadeUpExperiment experiment = MadeUpExperiment.of(5);
    Results results = experiment.results();
    Scores scored = results.scores();
    KeyFacts answer =
        KeyFacts.of(
            results,
            ExampleCases.of(results.experiment(), scored),
            MethodCost.of(results),
            ClaimAnswers.of(results));
    assertThat(answer.data())
        .containsExactly(
            "Ranked on 2 test data sets, Phantom tubes, Phantom lesions.",
            "Kept apart: 1 development data set, Phantom spheres.");
    assertThat(answer.cost()).hasSize(2);
    assertThat(answer.cost().get(1))
        .isEqualTo("A run of nnU-Net from scratch takes 108.8 s and no pre-training.");
    assertThat(answer.wrong()).first().isEqualTo("1 prediction missing, each scored 0.");
  }
}
