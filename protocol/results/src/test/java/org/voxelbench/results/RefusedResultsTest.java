package org.voxelbench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.results.metric.MetricValues;
import org.voxelbench.results.metric.Metrics;

/** What no file of results may hold is refused by its line and its column. */
class RefusedResultsTest {

  @TempDir Path folder;
  private ResultsFile file;

  @BeforeEach
  void layOut() {
    file = new ResultsFile(folder);
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
    String text = ResultsCsv.text(ResultsFile.rows());
    file.refused(
        text.replaceFirst(",2,unstated\n", ",3,unstated\n"),
        "line 2 is of schema 3",
        "up to schema 2");
    file.refused(
        text.replaceFirst(",2,unstated\n", ",two,unstated\n"), "line 2", "'schema'", "'two'");
    file.refused(
        text.replaceFirst(",training_cases\n", ",training_cases,wobble_mm\n"),
        "line 1 has column 'wobble_mm'",
        "read the file with the version that wrote it");
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
    String text = ResultsFile.golden("results.csv");
    file.refused(text.replaceFirst(from, to), "line 1", message.replace("''", "'"));
  }

  @Test
  void aHalfWrittenFileIsRefusedWhereverItWasCut() throws IOException {
    String text = ResultsFile.golden("results.csv");
    int header = text.indexOf('\n') + 1;
    for (int length = 0; length < text.length(); length++) {
      Path cut = file.with(text.substring(0, length));
      boolean wholeRows = length >= header && text.charAt(length - 1) == '\n';
      if (wholeRows) {
        assertThat(ResultsCsv.read(cut)).hasSizeLessThan(ResultsFile.rows().size());
      } else {
        assertThatThrownBy(() -> ResultsCsv.read(cut)).isInstanceOf(BadInputException.class);
      }
    }
  }

  @Test
  void aDamagedRowIsNamedByItsLine() throws IOException {
    String text = ResultsFile.golden("results.csv");
    file.refused(
        text.replace(",anterior,1,scored,2,3,4,", ",anterior,1,scored,2,3,"), "line 8", "24");
    file.refused(text.replace(",2,3,4,100,", ",2,-3,4,100,"), "line 8", "'fp'", "'-3'");
    file.refused(text.replace(",2,3,4,100,", ",2,3.0,4,100,"), "line 8", "'fp'", "'3.0'");
    file.refused(text.replace(",2,3,4,100,", ",2,٣,4,100,"), "line 8", "'fp'");
    file.refused(text.replace(",2,3,4,100,", ",2,13,4,100,"), "line 8", "Dice", "counts");
    file.refused(text.replace("missing", "lost"), "line 4", "'status'", "'lost'", "missing");
    file.refused(text.replace("missing", "empty"), "line 4");
    file.refused(text.replace("1+2", "1-2"), "line 4", "1-2");
    file.refused(text.replace("NaN", "0.5"), "line 5", "empty");
    file.refused(text.replace("revisiting-mae,p0123,ACDC", ",p0123,ACDC"), "line 2", "'protocol'");
    file.refused(text.replace("anterior,1,scored,2,3", "\"anterior,1,scored,2,3"), "results.csv");
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, text.replace("ACDC", "ÄCDC").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> ResultsCsv.read(latin)).hasMessageContaining("not UTF-8");
  }

  @Test
  void surfaceMetricsThatTheCountsRuleOutAreRefused() throws IOException {
    String text = ResultsFile.golden("results.csv");
    file.refused(text.replace(",NaN,NaN,NaN\n", ",0.0,NaN,NaN\n"), "line 5", "empty", "NSD");
    file.refused(
        text.replace("0.0,0.0,0.0,0.0,Infinity", "0.0,0.0,0.0,0.0,9.0"), "line 4", "missing");
    file.refused(
        text.replace(
            "tail,10,scored,0,0,5,100,0.0,0.0,0.0,0.0,Infinity",
            "tail,10,scored,0,0,5,100,0.0,0.0,0.5,0.5,1.0"),
        "line 6",
        "one side");
    file.refused(text.replace("0.36363636363636365,7.0", "0.1,7.0"), "line 8", "NSD");
    file.refused(text.replace("0.36363636363636365,7.0", "1.1,7.0"), "line 8", "NSD");
    file.refused(text.replace("0.36363636363636365,7.0", "0.5,Infinity"), "line 8", "HD95");
    file.refused(text.replace("0.36363636363636365,7.0", "0.5,-1.0"), "line 8", "HD95");
    file.refused(
        text.replace("0.36363636363636365,7.0", "0.5,inf"), "line 8", "'hd95_mm'", "'inf'");
  }

  @Test
  void aRowThatStandsTwiceIsNamedWithBothPlaces() throws IOException {
    String text = ResultsFile.golden("results.csv");
    String last = text.substring(text.lastIndexOf('\n', text.length() - 2) + 1);
    file.refused(text + last, "line 9", "line 8", "'hippocampus_001'", "'scratch'");
    assertThatThrownBy(
            () -> ResultsCsv.text(List.of(ResultsFile.rows().get(0), ResultsFile.rows().get(0))))
        .hasMessageContaining("stands already");
  }

  @ParameterizedTest
  @CsvSource({"protocol hash, p0123, q9", "split hash, s45, q9", "data hash, d67, q9"})
  void rowsOfOneDataSetThatAreNotComparableAreRefused(String what, String from, String to)
      throws IOException {
    String text = ResultsFile.golden("results.csv");
    int last = text.lastIndexOf('\n', text.length() - 2) + 1;
    file.refused(
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
    assertThat(ResultsCsv.read(file.with(ofAnotherDataSet))).hasSize(ResultsFile.rows().size());
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> ResultsCsv.read(folder.resolve("none.csv")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("none.csv' is missing");
  }
}
