package org.voxelbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.reports.published.PublishedComparison;
import org.voxelbench.reports.published.PublishedRanking;
import org.voxelbench.reports.published.PublishedTable;

class PublishedReportTest {

  private static final Path TABLES = Path.of("..", "results", "published");
  private static final String HOSTILE = "<script>alert('x')</script>\\input{a}|&";

  @TempDir private Path folder;

  private static void build(Path into) {
    List<PublishedTable> tables = PublishedTable.readAll(TABLES);
    PublishedReport.build(tables, PublishedComparison.readAll(TABLES, tables), into);
  }

  @Test
  void thePageNeedsNoOtherFileAndLinksItsTables() throws IOException {
    build(folder);
    String html = Files.readString(folder.resolve("index.html"));
    assertThat(html).doesNotContain("http://", "<link", "@import", "url(");
    assertThat(html.split("src=\"", -1)).hasSameSizeAs(html.split("src=\"data:image/svg", -1));
    assertThat(html.split("<section", -1)).hasSize(12 + 8 + 3);
    assertThat(html.split("<caption", -1)).hasSameSizeAs(html.split("<table", -1));
    for (PublishedTable table : PublishedTable.readAll(TABLES)) {
      assertThat(html).contains("href=\"tables/" + table.id() + ".tex\"");
      assertThat(folder.resolve("tables/" + table.id() + ".tex")).isNotEmptyFile();
      assertThat(folder.resolve("tables/" + table.id() + ".md")).isNotEmptyFile();
    }
  }

  @Test
  void eachRankedTableHasItsRanksAndItsCriticalDifferenceAsChartsOfItsOwn() throws IOException {
    List<PublishedTable> tables = PublishedTable.readAll(TABLES);
    build(folder);
    Set<String> expected = new TreeSet<>();
    for (PublishedRanking ranking : tables.stream().map(PublishedRanking::of).toList()) {
      String prefix = "published-" + ranking.table().id();
      if (!ranking.standings().isEmpty()) {
        expected.addAll(List.of(prefix + "-ranks.svg", prefix + "-ranks.png"));
        if (ranking.standings().get(0).datasets() > 1) {
          expected.add(prefix + "-critical_difference.svg");
          expected.add(prefix + "-critical_difference.png");
        }
      }
    }
    try (Stream<Path> charts = Files.list(folder.resolve("charts"))) {
      assertThat(charts.map(c -> c.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    String html = Files.readString(folder.resolve("index.html"));
    assertThat(html.split("<figure", -1)).hasSize(expected.size() / 2 + 1);
    assertThat(html)
        .contains(
            "ranks (Nemenyi test at 5 %), nnunet-revisited 11.43. Average ranks: MedNeXt L k5  1.67");
  }

  @Test
  void eachComparisonHasARowInTheOverviewAndASectionOfItsOwn() throws IOException {
    build(folder);
    String html = Files.readString(folder.resolve("index.html"));
    String overview = html.substring(html.indexOf("id=\"comparisons-overview\""));
    overview = overview.substring(0, overview.indexOf("</table>"));
    String agreement = Files.readString(folder.resolve("tables/agreement.csv"));
    List<PublishedTable> tables = PublishedTable.readAll(TABLES);
    for (PublishedComparison comparison : PublishedComparison.readAll(TABLES, tables)) {
      assertThat(overview).contains(">" + comparison.id() + "<");
      assertThat(html).contains("id=\"comparison-" + comparison.id() + "\"");
      if (!comparison.shared().isEmpty()) {
        assertThat(agreement).contains(comparison.id() + "," + comparison.first().id() + ",");
      }
    }
    assertThat(html)
        .contains("no data set is known to be in both", "tau-b 0.71, exact p = 0.0141.");
    assertThat(folder.resolve("tables/agreement_places.csv"))
        .content()
        .contains(
            "paper-and-openmind-150-epochs,mean,mean of 11 data sets,mean of 12 data sets,S3D,S3D,0.7237,0.7036,1.0,1.0\n");
  }

  @Test
  void aHostileNameIsShownAndNotRun() throws IOException {
    Path file = folder.resolve("hostile.csv");
    Files.writeString(
        file,
        "source,table,dataset,role,method,metric,value\n"
            + "paper,T,"
            + HOSTILE
            + ",test,"
            + HOSTILE
            + ",dice_percent,50\n");
    List<PublishedTable> tables = List.of(PublishedTable.read(file));
    Path pairs = folder.resolve("pairs.csv");
    Files.writeString(
        pairs,
        "what,first,second,why\ntables,hostile,hostile,"
            + HOSTILE
            + "\ndataset,"
            + HOSTILE
            + ","
            + HOSTILE
            + ","
            + HOSTILE
            + "\n");
    PublishedReport.build(tables, List.of(PublishedComparison.read(pairs, tables)), folder);
    assertThat(folder.resolve("index.html"))
        .content()
        .contains("&lt;script&gt;alert")
        .doesNotContain("<script>alert");
    assertThat(folder.resolve("tables/hostile.tex"))
        .content()
        .contains("\\textbackslash{}input\\{a\\}\\textbar{}\\&")
        .doesNotContain("\\input");
    assertThat(folder.resolve("tables/hostile.md"))
        .content()
        .contains("&lt;script&gt;", "\\|&amp;")
        .doesNotContain("<script>");
  }

  @Test
  void theLocaleChangesNoByte() throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.ROOT);
      build(folder.resolve("root"));
      for (String language : List.of("de-DE", "ar-EG", "ru-RU", "tr-TR")) {
        Locale.setDefault(Locale.forLanguageTag(language));
        build(folder.resolve(language));
        assertThat(content(folder.resolve(language))).isEqualTo(content(folder.resolve("root")));
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void besideOwnResultsItIsMarkedAndChangesNoNumberOfTheirs() throws IOException {
    MadeUpExperiment own = MadeUpExperiment.of(2);
    MadeUpExperiment.writePictures(own.summary(), folder);
    List<PublishedTable> others =
        List.of(PublishedTable.read(TABLES.resolve("nnunet-revisited.csv")));
    ReportBuilder.build(own.rows(), own.summary(), folder, folder.resolve("alone"));
    ReportBuilder.build(
        own.rows(),
        own.summary(),
        folder,
        folder.resolve("beside"),
        ReportChoices.standard().with(others));

    Map<String, String> alone = content(folder.resolve("alone"));
    Map<String, String> beside = content(folder.resolve("beside"));
    String html = beside.remove("index.html");
    assertThat(beside.remove("tables/published.csv")).contains("nnunet-revisited,");
    assertThat(beside.keySet().removeIf(name -> name.startsWith("charts/published-"))).isTrue();
    assertThat(alone.remove("index.html")).doesNotContain("MedNeXt", "id=\"beside\"");
    assertThat(beside).isEqualTo(alone);

    int from = html.indexOf("<section id=\"beside\"");
    int to = html.indexOf("</section>", from);
    assertThat(html.substring(from, to))
        .contains("other people's", "under another protocol", "arXiv 2404.09556", "MedNeXt L k5")
        .doesNotContain("nnU-Net from scratch");
    assertThat(html.substring(0, from) + html.substring(to)).doesNotContain("MedNeXt");
  }

  private static Map<String, String> content(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        files.put(root.relativize(file).toString(), bytes);
      }
    }
    return files;
  }
}
