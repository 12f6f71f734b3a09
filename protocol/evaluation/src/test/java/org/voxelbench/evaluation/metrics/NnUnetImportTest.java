package org.voxelbench.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.ResultsCsv;
import org.voxelbench.results.metric.Metrics;

class NnUnetImportTest {

  /** One case with a label that is scored and one in neither reference nor prediction. */
  private static final String GOOD =
      """
      {"foreground_mean": {"Dice": NaN, "FN": 0.5, "FP": 1.0, "IoU": NaN, "TN": 6.5, "TP": 2.0,
                           "n_pred": 3.0, "n_ref": 2.5},
       "mean": {"1": {"Dice": 0.7272727272727273, "FN": 1.0, "FP": 2.0, "IoU": 0.5714285714285714,
                      "TN": 3.0, "TP": 4.0, "n_pred": 6.0, "n_ref": 5.0},
                "2": {"Dice": NaN, "FN": 0.0, "FP": 0.0, "IoU": NaN, "TN": 10.0, "TP": 0.0,
                      "n_pred": 0.0, "n_ref": 0.0}},
       "metric_per_case": [
        {"metrics": {"1": {"Dice": 0.7272727272727273, "FN": 1, "FP": 2, "IoU": 0.5714285714285714,
                           "TN": 3, "TP": 4, "n_pred": 6, "n_ref": 5},
                     "2": {"Dice": NaN, "FN": 0, "FP": 0, "IoU": NaN, "TN": 10, "TP": 0,
                           "n_pred": 0, "n_ref": 0}},
         "prediction_file": "/some/where/fold_0/validation/case_7.nii.gz",
         "reference_file": "C:\\\\labelsTr\\\\case_7.nii.gz"}]}
      """;

  @TempDir private Path folder;

  private Path file(String json) throws IOException {
    return Files.writeString(folder.resolve("summary.json"), json);
  }

  private static NnUnetImport.Target target(Map<String, String> labels) {
    return new NnUnetImport.Target("Liver", "test", "mae", 2, 7, labels);
  }

  @Test
  void theSummaryOfNnUnet1IsCalledSo() throws IOException {
    Path file =
        file(
            """
            {"author": "x", "task": "T", "results": {"all": [{"1": {"Dice": 0.5, "Jaccard": NaN}}],
             "mean": {"1": {"Dice": 0.5}}}}
            """);
    assertThatThrownBy(() -> NnUnetImport.read(file, target(Map.of())))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(
            file.toString(), "nnU-Net 1", "'results'", "nnUNetv2_evaluate_folder");
  }

  @Test
  void aRowSaysThatItWasImportedAndLeavesOutWhatIsUndefined() throws IOException {
    List<ResultRow> rows = NnUnetImport.read(file(GOOD), target(Map.of("1", "liver")));
    assertThat(rows).extracting(ResultRow::caseId).containsOnly("case_7");
    assertThat(rows).extracting(ResultRow::label).containsExactly("liver", "2");
    assertThat(rows)
        .extracting(ResultRow::status)
        .containsExactly(CaseStatus.SCORED, CaseStatus.EMPTY);
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.fold()).isEqualTo(2);
              assertThat(row.seed()).isEqualTo(7);
              assertThat(row.value(Metrics.NSD_1MM)).isNaN();
              assertThat(
                      List.of(
                          row.protocol(),
                          row.protocolHash(),
                          row.splitHash(),
                          row.dataHash(),
                          row.settingsHash(),
                          row.engine(),
                          row.precision()))
                  .containsOnly("imported-nnunet");
            });
    Path csv = folder.resolve("results.csv");
    ResultsCsv.write(csv, rows);
    assertThat(ResultsCsv.read(csv)).isEqualTo(rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "metric_per_case"     | "cases"             | 'metric_per_case' is missing
          "mean"                | "extra": 1, "mean"  | 'extra' is unknown
          "prediction_file"     | "prediction"        | prediction_file' is missing
          "TP": 4, "n_pred": 6  | "TP": 4             | lacks the key 'n_pred'
          "TP": 4,              | "TP": 4, "NSD": 1,  | unknown key 'NSD'
          "TP": 4,              | "TP": 4.5,          | expected a count of voxels
          "TP": 4,              | "TP": -4,           | expected a count of voxels
          "TP": 4,              | "TP": NaN,          | expected a count of voxels
          "TP": 4,              | "TP": null,         | is null
          "TP": 4,              | "TP": "4",          | metric_per_case[0].metrics.1.TP
          "TP": 4,              | "TP": 5,            | key 'n_pred' is 6
          "n_ref": 5}           | "n_ref": 6}         | key 'n_ref' is 6
          "TN": 3,              | "TN": 4,            | sum of TP, FP, FN and TN
          "Dice": NaN, "FN": 0, | "Dice": 0, "FN": 0, | key 'Dice' is 0
          "IoU": 0.5714285714285714, | "IoU": NaN,    | key 'IoU' is NaN
          "TN": 3.0             | "TN": 3.1           | key 'TN' is 3.1
          "n_ref": 2.5          | "n_ref": 2.6        | 'foreground_mean', key 'n_ref' is 2.6
          "2": {"Dice": NaN, "FN": 0.0 | "3": {"Dice": NaN, "FN": 0.0 | unknown label '2'
          "1": {"Dice": 0.7272727272727273, "FN": 1.0 | "one": {"Dice": 0.7, "FN": 1.0 | is no label
          labelsTr\\\\case_7    | labelsTr\\\\case_8  | expected two files of one name
          }]}                   | }]                  | is not JSON
          """)
  void whatNnUNetDoesNotWriteIsRefused(String good, String bad, String named) throws IOException {
    assertThat(GOOD).contains(good);
    int at = GOOD.lastIndexOf(good);
    Path file = file(GOOD.substring(0, at) + bad + GOOD.substring(at + good.length()));
    assertThatThrownBy(() -> NnUnetImport.read(file, target(Map.of())))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("summary.json'")
        .hasMessageContaining(named);
  }

  @Test
  void theCaseIsThePredictionsNameWhereTheReferencesFolderHasIt() throws IOException {
    String mapped = GOOD.replace("C:\\\\labelsTr\\\\case_7.nii.gz", "/pat/case_7/flair/seg.nii.gz");
    assertThat(mapped).isNotEqualTo(GOOD);
    assertThat(NnUnetImport.read(file(mapped), target(Map.of())))
        .extracting(ResultRow::caseId)
        .containsOnly("case_7");
    Path other = file(mapped.replace("case_7/flair", "case_70/flair"));
    assertThatThrownBy(() -> NnUnetImport.read(other, target(Map.of())))
        .hasMessageContaining("expected two files of one name");
  }

  @Test
  void aNameForALabelThatIsNotThereIsRefused() throws IOException {
    Path file = file(GOOD);
    assertThatThrownBy(() -> NnUnetImport.read(file, target(Map.of("5", "spleen"))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1, 2")
        .hasMessageContaining("the values 5");
    assertThatThrownBy(() -> NnUnetImport.read(file, target(Map.of("1", "2"))))
        .hasMessageContaining("two labels called '2'");
  }

  @Test
  void aCaseTwiceIsRefused() throws IOException {
    int from = GOOD.indexOf("{\"metrics\"");
    String one = GOOD.substring(from, GOOD.lastIndexOf(']'));
    Path file = file(GOOD.substring(0, from) + one + ", " + one + "]}\n");
    assertThatThrownBy(() -> NnUnetImport.read(file, target(Map.of())))
        .hasMessageContaining("'case_7', which stands in the file already");
  }

  @Test
  void aFileWithoutCasesIsRefused() throws IOException {
    Path file = file("{\"foreground_mean\": {}, \"mean\": {}, \"metric_per_case\": []}\n");
    assertThatThrownBy(() -> NnUnetImport.read(file, target(Map.of())))
        .hasMessageContaining("holds no case");
  }
}
