package org.voxelbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.reports.chart.ChartImage;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.results.ResultRow;

/**
 * The report's bytes; what was written lies in {@code target/sealed} for comparison. A golden file
 * is that file, in the page with {@code data:,chart} for each drawing and {@code data:,picture} for
 * each picture.
 */
class SealedReportTest {

  private static final MadeUpExperiment EXPERIMENT = MadeUpExperiment.of(2);

  private static final Path RESULTS = Path.of("target", "made-up");
  private static final Path REPORT = Path.of("target", "sealed");

  private final Locale locale = Locale.getDefault();
  private final TimeZone zone = TimeZone.getDefault();

  @BeforeAll
  static void build() throws IOException {
    Locale locale = Locale.getDefault();
    Locale.setDefault(Locale.ROOT);
    MadeUpExperiment.writePictures(EXPERIMENT.summary(), RESULTS);
    EXPERIMENT.writeCases(RESULTS, List.of("Phantom tubes"));
    ReportBuilder.build(EXPERIMENT.rows(), EXPERIMENT.summary(), RESULTS, REPORT);
    Locale.setDefault(locale);
  }

  @AfterEach
  void restore() {
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index.html",
        "per_case.csv",
        "tables/main.tex",
        "tables/main.md",
        "tables/dice_per_dataset.csv",
        "tables/dice_per_seed.csv",
        "tables/dice_per_class.csv",
        "tables/ranks.csv",
        "tables/average_ranks.csv",
        "tables/cases.csv",
        "tables/cost.csv",
        "tables/case_quartiles.csv",
        "tables/shown_cases.csv",
        "tables/dice_against_cost.csv",
        "tables/runs.csv",
        "tables/skipped_steps.csv",
        "tables/test_use.csv",
        "tables/pretraining.csv",
        "tables/pretraining_numbers.csv",
        "tables/rank_intervals.csv",
        "tables/rank_distribution.csv",
        "tables/rank_agreement.csv",
        "tables/dice_intervals.csv",
        "tables/left_out.csv",
        "tables/friedman.csv",
        "tables/nemenyi.csv",
        "tables/wilcoxon.csv",
        "tables/statistics_in_words.csv"
      })
  void theFileIsAsSealed(String name) throws IOException {
    String written = withoutGlyphs(Files.readString(REPORT.resolve(name)));
    try (InputStream golden = getClass().getResourceAsStream("/golden/" + name)) {
      assertThat(golden).as("golden/" + name).isNotNull();
      assertThat(written).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "de-DE, Europe/Berlin, 1",
    "ar-EG, Africa/Cairo, 2",
    "ru-RU, Asia/Vladivostok, 3",
    "tr-TR, America/St_Johns, 4"
  })
  void localeTimeZoneAndOrderOfRowsChangeNoByte(
      String language, String timeZone, long order, @TempDir Path there) {
    Locale.setDefault(Locale.forLanguageTag(language));
    TimeZone.setDefault(TimeZone.getTimeZone(timeZone));
    List<ResultRow> shuffled = new ArrayList<>(EXPERIMENT.rows());
    Collections.shuffle(shuffled, new Random(order));
    ReportBuilder.build(shuffled, EXPERIMENT.summary(), RESULTS, there);

    assertThat(bytes(there)).isEqualTo(bytes(REPORT));
  }

  @Test
  void theReportIsComplete() {
    List<String> expected =
        new ArrayList<>(List.of("index.html", "per_case.csv", "tables/main.tex", "tables/main.md"));
    for (String table :
        List.of(
            "dice_per_dataset",
            "dice_per_seed",
            "dice_per_class",
            "ranks",
            "average_ranks",
            "cases",
            "cost",
            "case_quartiles",
            "shown_cases",
            "dice_against_cost",
            "runs",
            "skipped_steps",
            "test_use",
            "pretraining",
            "pretraining_numbers",
            "rank_intervals",
            "rank_distribution",
            "rank_agreement",
            "dice_intervals",
            "left_out",
            "friedman",
            "nemenyi",
            "wilcoxon",
            "statistics_in_words")) {
      expected.add("tables/" + table + ".csv");
    }
    Results results = EXPERIMENT.results();
    for (ChartImage chart : HtmlOf.page(results, RESULTS).charts().images()) {
      expected.add("charts/" + chart.name() + ".svg");
      expected.add("charts/" + chart.name() + ".png");
    }
    assertThat(expected)
        .contains(
            "charts/average_ranks.svg",
            "charts/dice_per_dataset.svg",
            "charts/ranks.svg",
            "charts/average_rank_intervals.svg",
            "charts/rank_distribution.svg",
            "charts/critical_difference.svg",
            "charts/cases_3.svg",
            "charts/dice_against_cost.svg",
            "charts/loss_mae-s12345-0123456789ab.svg",
            "charts/loss_mae-s67890-0123456789ab.svg");
    for (String seed : List.of("12345", "67890")) {
      expected.add("pictures/mae-s" + seed + "-0123456789ab_1.png");
      expected.add("pictures/mae-s" + seed + "-0123456789ab_2.png");
    }
    Map<String, String> written = bytes(REPORT);
    assertThat(written.keySet()).containsAll(expected);
    List<String> cases = new ArrayList<>(written.keySet());
    cases.removeAll(expected);
    assertThat(cases)
        .as("best, median and worst of two methods on the two data sets with pictures")
        .hasSize(2 * 2 * 3)
        .allMatch(name -> name.startsWith("pictures/") && name.endsWith(".png"));
  }

  /**
   * The words of a chart are drawn with the machine's fonts, and a PNG is packed by its deflater,
   * so they can't be sealed.
   */
  private static String withoutGlyphs(String html) {
    return html.replaceAll("data:image/svg\\+xml;base64,[^\"]*", "data:,chart")
        .replaceAll("data:image/png;base64,[^\"]*", "data:,picture");
  }

  private static Map<String, String> bytes(Path folder) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        files.put(name, Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
