package org.voxelbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.MetricValues;
import org.voxelbench.results.metric.Metrics;

/** Rows are written in one form, and read back from it and from those of earlier versions. */
class ResultsCsvTest {

  @TempDir Path folder;
  private ResultsFile file;

  @BeforeEach
  void layOut() {
    file = new ResultsFile(folder);
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

  @ParameterizedTest
  @ValueSource(strings = {"", "de-DE", "ar", "ru-RU"})
  void bytesAreTheSameInEveryLocaleAndOrder(String locale) throws IOException {
    Locale before = Locale.getDefault();
    List<ResultRow> reversed = new ArrayList<>(ResultsFile.rows());
    Collections.reverse(reversed);
    try {
      Locale.setDefault(Locale.forLanguageTag(locale));
      String written = withSchema(ResultsFile.golden("results.csv"));
      assertThat(ResultsCsv.text(ResultsFile.rows())).isEqualTo(written);
      assertThat(ResultsCsv.text(reversed)).isEqualTo(written);
      assertThat(ResultsCsv.read(file.with(written)))
          .containsExactlyInAnyOrderElementsOf(ResultsFile.rows());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aFileThatStatesNoSchemaIsRead() throws IOException {
    assertThat(ResultsCsv.read(file.with(ResultsFile.golden("results.csv"))))
        .containsExactlyInAnyOrderElementsOf(ResultsFile.rows());
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
    assertThat(ResultsCsv.read(file.with(text))).isEqualTo(both);
    file.refused(
        text.replace("-0.14285714285714285", "0.14285714285714285"), "line 3", "RVD", "counts");
  }

  @Test
  void filesOfBothSchemasAreJoined() throws IOException {
    Path first = Files.writeString(folder.resolve("first.csv"), ResultsFile.golden("results.csv"));
    Path second = folder.resolve("second.csv");
    ResultRow other = Rows.scored("BraTS", "mae", 0, "one", 5, 1, 2);
    ResultsCsv.write(second, List.of(other));
    List<ResultRow> all = new ArrayList<>(ResultsFile.rows());
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
    assertThat(ResultsCsv.read(file.with(text))).isEqualTo(sizes);
    file.refused(text.replace(",2,16\n", ",2,4\n"), "line 3", "4 training cases", "line 2");
    file.refused(text.replace(",2,16\n", ",2,0\n"), "line 3", "training_cases", "'0'");
  }

  @Test
  void aFileOfTheSameSchemaBeforeTrainingCasesIsRead() throws IOException {
    List<ResultRow> rows = ResultsFile.rows();
    String text = ResultsCsv.text(rows).replace(",training_cases", "").replace(",unstated\n", "\n");
    assertThat(ResultsCsv.read(file.with(text))).containsExactlyInAnyOrderElementsOf(rows);
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
    assertThat(ResultColumns.markdown()).isEqualTo(ResultsFile.golden("columns.md") + later);
  }

  @Test
  void writingReplacesTheWholeFile() throws IOException {
    Path written = file.with("old");
    ResultsCsv.write(written, ResultsFile.rows());
    assertThat(written).hasContent(withSchema(ResultsFile.golden("results.csv")));
  }

  @Test
  void filesAreJoinedUnderTheSameRules() throws IOException {
    Path one = folder.resolve("one.csv");
    Path two = folder.resolve("two.csv");
    ResultsCsv.write(one, ResultsFile.rows().subList(0, 4));
    ResultsCsv.write(two, ResultsFile.rows().subList(4, 7));
    assertThat(ResultsCsv.join(List.of(one, two)))
        .containsExactlyInAnyOrderElementsOf(ResultsFile.rows());
    ResultsCsv.write(two, List.of(ResultsFile.rows().get(2)));
    assertThatThrownBy(() -> ResultsCsv.join(List.of(one, two)))
        .hasMessageContaining("one.csv', line 3")
        .hasMessageContaining("two.csv', line 2");
  }

  /** A folder may hold runs of two engines; the report ranks those of one. */
  @Test
  void rowsOfTwoEnginesStandInOneFileInAnOrderOfTheirOwn() throws IOException {
    ResultRow torch = Rows.row("p0123", "torch", "ACDC", "mae", 0, "patient1", 5, 1, 2);
    ResultRow nd4j = Rows.row("p0123", "nd4j", "ACDC", "mae", 0, "patient1", 6, 0, 1);

    String text = ResultsCsv.text(List.of(torch, nd4j));

    assertThat(text).isEqualTo(ResultsCsv.text(List.of(nd4j, torch)));
    Path file = Files.writeString(folder.resolve("two.csv"), text);
    assertThat(ResultsCsv.read(file)).containsExactly(nd4j, torch);
  }
}
