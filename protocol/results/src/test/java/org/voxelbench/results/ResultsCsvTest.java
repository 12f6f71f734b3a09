package org.voxelbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.Decimals;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.MetricValues;
import org.voxelbench.results.metric.Metrics;

class ResultsCsvTest {

  @TempDir Path folder;

  private static List<ResultRow> rows() {
    ResultRow a = Rows.scored("Task04_Hippocampus", "mae", 0, "hippocampus_001", 1, 1, 1);
    return List.of(
        a,
        Rows.with(a, "posterior", "2", CaseStatus.EMPTY, 0, Double.NaN),
        Rows.with(a, "whole, all", "1+2", CaseStatus.MISSING, 30, 0),
        Rows.with(a, "tail", "10", CaseStatus.SCORED, 5, 0),
        Rows.scored("Task04_Hippocampus", "mae", 1, "hippocampus_002", 1_234_567_890_123L, 0, 7),
        Rows.scored("Task04_Hippocampus", "scratch", 0, "hippocampus_001", 2, 3, 4),
        Rows.scored("ACDC", "mae", 0, "patient \"1\"", 5, 0, 0));
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = ResultsCsvTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The golden file is one of VoxelBench 0.1; since then columns after its own are written. */
  private static String withSchema(String first) {
    String header = header(first);
    return header
        + ",schema,training_cases\n"
        + first.substring(header.length() + 1).replace("\n", ",2,unstated\n");
  }

  private static String header(String text) {
    return text.substring(0, text.indexOf('\n'));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("results.csv"), text);
  }

  private void refused(String text, String... parts) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> ResultsCsv.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(parts)
        .hasMessageContaining("results.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "de-DE", "ar", "ru-RU"})
  void bytesAreTheSameInEveryLocaleAndOrder(String locale) throws IOException {
    Locale before = Locale.getDefault();
    List<ResultRow> reversed = new ArrayList<>(rows());
    Collections.reverse(reversed);
    try {
      Locale.setDefault(Locale.forLanguageTag(locale));
      String written = withSchema(golden("results.csv"));
      assertThat(ResultsCsv.text(rows())).isEqualTo(written);
      assertThat(ResultsCsv.text(reversed)).isEqualTo(written);
      assertThat(ResultsCsv.read(file(written))).containsExactlyInAnyOrderElementsOf(rows());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aFileThatStatesNoSchemaIsRead() throws IOException {
    assertThat(ResultsCsv.read(file(golden("results.csv"))))
        .containsExactlyInAnyOrderElementsOf(rows());
  }

  @Test
  void aLaterMetricHasAColumnOnlyIfARowHasItsValue() throws IOException {
    ResultRow older = Rows.scored("ACDC", "mae", 0, "patient1", 5, 1, 2);
    Metric rvd = Metrics.named("rvd");
    ResultRow newer =
        Rows.with(
            Rows.scored("ACDC", "mae", 0, "patient2", 5, 1, 2),
            MetricValues.from(metric -> metric.equals(rvd) ? (6 - 7) / 7.0 : older.value(metric)));
    List<ResultRow> both = List.of(older, newer);
    String text = ResultsCsv.text(both);
    assertThat(text.lines().map(line -> line.substring(line.lastIndexOf(',', line.length() - 1))))
        .containsExactly(",rvd", ",NaN", ",-0.14285714285714285");
    assertThat(text).contains(",hd95_mm,schema,training_cases,rvd\n").doesNotContain("assd_mm");
    assertThat(ResultsCsv.read(file(text))).isEqualTo(both);
    refused(text.replace("-0.14285714285714285", "0.14285714285714285"), "line 3", "RVD", "counts");
  }

  @Test
  void filesOfBothSchemasAreJoined() throws IOException {
    Path first = Files.writeString(folder.resolve("first.csv"), golden("results.csv"));
    Path second = folder.resolve("second.csv");
    ResultRow other = Rows.scored("BraTS", "mae", 0, "one", 5, 1, 2);
    ResultsCsv.write(second, List.of(other));
    List<ResultRow> all = new ArrayList<>(rows());
    all.add(other);
    assertThat(ResultsCsv.join(List.of(first, second))).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void runsOnDifferentNumbersOfTrainingCasesAreDifferentRuns() throws IOException {
    ResultRow row = Rows.scored("ACDC", "mae", 0, "patient1", 5, 1, 2);
    List<ResultRow> sizes =
        List.of(
            Rows.with(row, TrainingCases.of(4)),
            Rows.with(row, TrainingCases.of(16)),
            Rows.with(row, TrainingCases.ALL));
    String text = ResultsCsv.text(List.of(sizes.get(2), sizes.get(1), sizes.get(0)));
    assertThat(ResultsCsv.read(file(text))).isEqualTo(sizes);
    refused(text.replace(",2,16\n", ",2,4\n"), "line 3", "4 training cases", "line 2");
    refused(text.replace(",2,16\n", ",2,0\n"), "line 3", "training_cases", "'0'");
  }

  @Test
  void aFileOfTheSameSchemaBeforeTrainingCasesIsRead() throws IOException {
    List<ResultRow> rows = rows();
    String text = ResultsCsv.text(rows).replace(",training_cases", "").replace(",unstated\n", "\n");
    assertThat(ResultsCsv.read(file(text))).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void anImportedRowHasNoLaterMetric() {
    ResultRow row =
        Rows.row("imported-nnunet", "imported-nnunet", "ACDC", "mae", 0, "patient1", 5, 1, 2);
    ResultRow measured =
        Rows.with(
            row,
            MetricValues.of(
                Map.of(
                    Metrics.DICE,
                    row.dice(),
                    Metrics.IOU,
                    row.value(Metrics.IOU),
                    Metrics.named("rvd"),
                    (6 - 7) / 7.0)));
    assertThatThrownBy(() -> ResultsCsv.text(List.of(measured)))
        .hasMessageContaining("an imported row has no RVD, which nnU-Net doesn't write");
  }

  @Test
  void anotherSchemaAndAnUnknownMetricAreRefusedInOneSentence() throws IOException {
    String text = ResultsCsv.text(rows());
    refused(
        text.replaceFirst(",2,unstated\n", ",3,unstated\n"),
        "line 2 is of schema 3",
        "up to schema 2");
    refused(text.replaceFirst(",2,unstated\n", ",two,unstated\n"), "line 2", "'schema'", "'two'");
    refused(
        text.replaceFirst(",training_cases\n", ",training_cases,wobble_mm\n"),
        "line 1 has column 'wobble_mm'",
        "read the file with the version that wrote it");
  }

  @Test
  void columnsAndTheirMeaningAreSealed() throws IOException {
    StringBuilder later =
        new StringBuilder(
            "| `schema` | whole | version of these columns, 2; a file without it has the columns"
                + " before it alone |\n");
    later.append(
        "| `training_cases` | text | how many labelled cases the run trained on: a number, all of"
            + " its fold, or unstated |\n");
    for (Metric metric : Metrics.ALL.subList(5, Metrics.ALL.size())) {
      later.append("| `%s` | decimal | %s |\n".formatted(metric.name(), metric.meaning()));
    }
    assertThat(ResultColumns.markdown()).isEqualTo(golden("columns.md") + later);
  }

  @Test
  void writingReplacesTheWholeFile() throws IOException {
    Path file = file("old");
    ResultsCsv.write(file, rows());
    assertThat(file).hasContent(withSchema(golden("results.csv")));
  }

  @ParameterizedTest
  @CsvSource({
    "',dice', ',dice,hausdorff', column 'hausdorff' is unknown",
    "',dice', ',dicee', column 'dicee' is unknown",
    "',dice', '', column 'dice' is missing",
    "'tp,fp', 'fp,tp', the columns are in another order",
    "',dice', ',tp', column 'tp' stands twice"
  })
  void anotherHeaderIsRefused(String from, String to, String message) throws IOException {
    String text = golden("results.csv");
    refused(text.replaceFirst(from, to), "line 1", message.replace("''", "'"));
  }

  @Test
  void aHalfWrittenFileIsRefusedWhereverItWasCut() throws IOException {
    String text = golden("results.csv");
    int header = text.indexOf('\n') + 1;
    for (int length = 0; length < text.length(); length++) {
      Path file = file(text.substring(0, length));
      boolean wholeRows = length >= header && text.charAt(length - 1) == '\n';
      if (wholeRows) {
        assertThat(ResultsCsv.read(file)).hasSizeLessThan(rows().size());
      } else {
        assertThatThrownBy(() -> ResultsCsv.read(file)).isInstanceOf(BadInputException.class);
      }
    }
  }

  @Test
  void aDamagedRowIsNamedByItsLine() throws IOException {
    String text = golden("results.csv");
    refused(text.replace(",anterior,1,scored,2,3,4,", ",anterior,1,scored,2,3,"), "line 8", "24");
    refused(text.replace(",2,3,4,100,", ",2,-3,4,100,"), "line 8", "'fp'", "'-3'");
    refused(text.replace(",2,3,4,100,", ",2,3.0,4,100,"), "line 8", "'fp'", "'3.0'");
    refused(text.replace(",2,3,4,100,", ",2,٣,4,100,"), "line 8", "'fp'");
    refused(text.replace(",2,3,4,100,", ",2,13,4,100,"), "line 8", "Dice", "counts");
    refused(text.replace("missing", "lost"), "line 4", "'status'", "'lost'", "missing");
    refused(text.replace("missing", "empty"), "line 4");
    refused(text.replace("1+2", "1-2"), "line 4", "1-2");
    refused(text.replace("NaN", "0.5"), "line 5", "empty");
    refused(text.replace("revisiting-mae,p0123,ACDC", ",p0123,ACDC"), "line 2", "'protocol'");
    refused(text.replace("anterior,1,scored,2,3", "\"anterior,1,scored,2,3"), "results.csv");
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, text.replace("ACDC", "ÄCDC").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> ResultsCsv.read(latin)).hasMessageContaining("not UTF-8");
  }

  @Test
  void surfaceMetricsThatTheCountsRuleOutAreRefused() throws IOException {
    String text = golden("results.csv");
    refused(text.replace(",NaN,NaN,NaN\n", ",0.0,NaN,NaN\n"), "line 5", "empty", "NSD");
    refused(text.replace("0.0,0.0,0.0,0.0,Infinity", "0.0,0.0,0.0,0.0,9.0"), "line 4", "missing");
    refused(
        text.replace(
            "tail,10,scored,0,0,5,100,0.0,0.0,0.0,0.0,Infinity",
            "tail,10,scored,0,0,5,100,0.0,0.0,0.5,0.5,1.0"),
        "line 6",
        "one side");
    refused(text.replace("0.36363636363636365,7.0", "0.1,7.0"), "line 8", "NSD");
    refused(text.replace("0.36363636363636365,7.0", "1.1,7.0"), "line 8", "NSD");
    refused(text.replace("0.36363636363636365,7.0", "0.5,Infinity"), "line 8", "HD95");
    refused(text.replace("0.36363636363636365,7.0", "0.5,-1.0"), "line 8", "HD95");
    refused(text.replace("0.36363636363636365,7.0", "0.5,inf"), "line 8", "'hd95_mm'", "'inf'");
  }

  @Test
  void aRowThatStandsTwiceIsNamedWithBothPlaces() throws IOException {
    String text = golden("results.csv");
    String last = text.substring(text.lastIndexOf('\n', text.length() - 2) + 1);
    refused(text + last, "line 9", "line 8", "'hippocampus_001'", "'scratch'");
    assertThatThrownBy(() -> ResultsCsv.text(List.of(rows().get(0), rows().get(0))))
        .hasMessageContaining("stands already");
  }

  @ParameterizedTest
  @CsvSource({
    "protocol hash, p0123, q9",
    "split hash, s45, q9",
    "data hash, d67, q9",
    "engine, torch, nd4j",
    "precision, fp32, bf16"
  })
  void rowsOfOneDataSetThatAreNotComparableAreRefused(String what, String from, String to)
      throws IOException {
    String text = golden("results.csv");
    int last = text.lastIndexOf('\n', text.length() - 2) + 1;
    refused(
        text.substring(0, last) + text.substring(last).replace(from, to),
        "line 8",
        "line 3",
        what,
        from,
        to,
        "'Task04_Hippocampus'");
    int first = text.indexOf('\n') + 1;
    int second = text.indexOf('\n', first) + 1;
    String ofAnotherDataSet =
        text.substring(0, first)
            + text.substring(first, second).replace(from, to)
            + text.substring(second);
    assertThat(ResultsCsv.read(file(ofAnotherDataSet))).hasSize(rows().size());
  }

  @Test
  void filesAreJoinedUnderTheSameRules() throws IOException {
    Path one = folder.resolve("one.csv");
    Path two = folder.resolve("two.csv");
    ResultsCsv.write(one, rows().subList(0, 4));
    ResultsCsv.write(two, rows().subList(4, 7));
    assertThat(ResultsCsv.join(List.of(one, two))).containsExactlyInAnyOrderElementsOf(rows());
    ResultsCsv.write(two, List.of(rows().get(2)));
    assertThatThrownBy(() -> ResultsCsv.join(List.of(one, two)))
        .hasMessageContaining("one.csv', line 3")
        .hasMessageContaining("two.csv', line 2");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> ResultsCsv.read(folder.resolve("none.csv")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("none.csv' is missing");
  }

  @Test
  void everyDoubleReadsBackToTheSameBits() {
    double[] values = {0, -0.0, 1, 1 / 3.0, 2e-3, 1e-5, 5e-324, Double.MAX_VALUE, 1e22, 2e23};
    for (double value : values) {
      assertThat(Decimals.parse(Decimals.text(value))).isEqualTo(value);
    }
    assertThat(Decimals.text(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
    assertThat(Decimals.parse("Infinity")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Decimals.text(2e23)).isEqualTo("2.0E23");
    assertThat(Decimals.parse(Decimals.text(Double.NaN))).isNaN();
  }
}
