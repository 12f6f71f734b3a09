package org.voxelbench.reports.ranking;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voxelbench.reports.page.RowBuilder.scored;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxelbench.reports.page.MadeUpExperiment;
import org.voxelbench.reports.page.ReportBuilder;
import org.voxelbench.reports.page.RowBuilder;
import org.voxelbench.reports.section.Headline;
import org.voxelbench.reports.statistics.RankingScheme;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ResultRow;

class ComparabilityTest {

  private static final DatasetNote DATASET =
      MadeUpExperiment.dataset("A", "test", List.of("tumour"));

  private static Stream<Arguments> mixtures() {
    return Stream.of(
        mixture(r -> r.protocolHash = "b", "protocol hashes, such as 'b' and 'protocol-hash'"),
        mixture(r -> r.splitHash = "b", "data set 'A' has rows of different split hashes"),
        mixture(r -> r.dataHash = "b", "data set 'A' has rows of different data hashes"),
        mixture(r -> r.engine = "nd4j", "different engines, such as 'nd4j' and 'torch'"),
        mixture(r -> r.precision = "bf16", "different precisions, such as 'bf16' and 'fp32'"),
        mixture(r -> r.role = "dev", "different roles, such as 'dev' and 'test'"),
        mixture(r -> r.settingsHash = "b", "method 'one' has rows of different settings hashes"),
        mixture(r -> r.labelValues = "2", "label 'tumour' of data set 'A'"),
        mixture(r -> r.caseId = "a", "case 'a', label 'tumour' is there twice"),
        mixture(r -> r.method = "three", "method 'three' has rows, but the summary lists only one"),
        mixture(r -> r.dataset = "B", "data set 'B' has rows, but the summary lists only A"),
        mixture(r -> r.dice = 1.5, "has Dice 1.5, expected a number in [0, 1]"),
        mixture(r -> r.dice = Double.NaN, "has Dice NaN, expected a number in [0, 1]"));
  }

  private static Arguments mixture(Consumer<RowBuilder> change, String message) {
    return Arguments.of(change, message);
  }

  @ParameterizedTest
  @MethodSource("mixtures")
  void whatCanNotBeComparedIsRefusedByName(
      Consumer<RowBuilder> change, String message, @TempDir Path folder) {
    RowBuilder other = scored(0.5).caseId("b");
    change.accept(other);
    List<ResultRow> rows = List.of(scored(0.5).caseId("a").build(), other.build());
    assertThatThrownBy(() -> ReportBuilder.build(rows, summary(DATASET), folder, folder))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining(message);
    Assertions.assertThat(folder).isEmptyDirectory();
  }

  @Test
  void rowsOfAnotherExperimentThanTheSummaryAreRefused() {
    RowBuilder row = scored(0.5);
    row.protocolHash = "other";
    assertThatThrownBy(() -> Results.of(List.of(row.build()), summary(DATASET)))
        .hasMessageContaining("'other' and the summary 'protocol-hash'");
  }

  @Test
  void aRoleThatDiffersFromTheSummaryIsRefused() {
    DatasetNote dev = MadeUpExperiment.dataset("A", "dev", List.of());
    assertThatThrownBy(() -> Results.of(List.of(scored(0.5).build()), summary(dev)))
        .hasMessageContaining("role 'test' in its rows and 'dev' in the summary");
  }

  @Test
  void anUnknownRoleIsRefused() {
    RowBuilder row = scored(0.5);
    row.role = "train";
    assertThatThrownBy(() -> Results.of(List.of(row.build()), summary(DATASET)))
        .hasMessageContaining("role 'train', expected 'dev' or 'test'");
  }

  @Test
  void enginesAreMixedOnlyIfAskedAndThenItIsSaid() {
    RowBuilder other = scored(0.5).caseId("b");
    other.engine = "nd4j";
    List<ResultRow> rows = List.of(scored(0.5).caseId("a").build(), other.build());
    assertThatThrownBy(() -> Results.of(rows, summary(DATASET)))
        .hasMessageContaining("different engines, such as 'nd4j' and 'torch'")
        .hasMessageContaining("--mixed-engines");
    Results mixed = Results.of(rows, summary(DATASET), RankingScheme.AGGREGATE_THEN_RANK, true);
    Assertions.assertThat(Headline.of(mixed).caution())
        .anyMatch(line -> line.contains("nd4j in fp32, torch in fp32) are ranked together"));
  }

  @Test
  void noRowsAreRefused() {
    assertThatThrownBy(() -> Results.of(List.of(), summary(DATASET)))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("no result rows of protocol 'protocol'");
  }

  @Test
  void aDataSetListedTwiceIsRefused() {
    assertThatThrownBy(() -> Results.of(List.of(scored(0.5).build()), summary(DATASET, DATASET)))
        .hasMessageContaining("lists data set 'A' twice");
  }

  private static ExperimentSummary summary(DatasetNote... datasets) {
    return MadeUpExperiment.bare(
        List.of(datasets), List.of(MadeUpExperiment.method("one", "One")), List.of());
  }
}
