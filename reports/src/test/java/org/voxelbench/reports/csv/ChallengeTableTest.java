package org.voxelbench.reports.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.voxelbench.reports.page.RowBuilder.empty;
import static org.voxelbench.reports.page.RowBuilder.missing;
import static org.voxelbench.reports.page.RowBuilder.scored;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.voxelbench.reports.page.MadeUpExperiment;
import org.voxelbench.reports.page.RowBuilder;
import org.voxelbench.reports.ranking.ReportException;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.Metrics;

class ChallengeTableTest {

  private static ChallengeTable export(Metric metric, boolean perClass, RowBuilder... rows) {
    List<ResultRow> built = Stream.of(rows).map(RowBuilder::build).toList();
    ExperimentSummary summary =
        MadeUpExperiment.bare(
            List.of(MadeUpExperiment.dataset("A", "test", List.of("tumour"))),
            List.of(MadeUpExperiment.method("one", "One"), MadeUpExperiment.method("two", "Two")),
            List.of());
    return ChallengeTable.of(built, summary, metric, perClass);
  }

  @Test
  void aCaseIsTheMeanOverItsClassesThenFoldsThenSeeds() {
    ChallengeTable table =
        export(
            Metrics.DICE,
            false,
            scored(0.9).label("organ", "1").run(0, 1),
            scored(0.5).label("cyst", "2").run(0, 1),
            scored(0.1).label("background", "0").run(0, 1),
            scored(0.3).label("organ", "1").run(1, 1),
            empty().label("cyst", "2").run(1, 1),
            scored(0.1).label("organ", "1").run(0, 2),
            scored(0.2).method("two"));
    assertThat(table.rows()).hasSize(2);
    // Seed 1: folds (0.9 + 0.5) / 2 and 0.3, so 0.5; seed 2: 0.1.
    assertThat(table.rows().get(0).value()).isCloseTo(0.3, within(1e-15));
  }

  @Test
  void everyAlgorithmHasEveryCaseAndAMissingPredictionIsZero() {
    ChallengeTable table =
        export(
            Metrics.DICE,
            false,
            scored(0.5).caseId("a"),
            missing().caseId("b"),
            empty().caseId("c"),
            scored(0.25).caseId("a").method("two"));
    assertThat(table.csv())
        .isEqualTo(
            "task,algorithm,case,value\n"
                + "A,one,a,0.5\nA,one,b,0.0\nA,one,c,NA\n"
                + "A,two,a,0.25\nA,two,b,NA\nA,two,c,NA\n");
    assertThat(table.undefined()).isEqualTo(3);
  }

  @Test
  void aClassCanBeATaskAndAnotherMetricItsValue() {
    ChallengeTable table =
        export(
            Metrics.NSD_1MM,
            true,
            scored(0.8).label("organ", "1"),
            scored(0.4).label("cyst", "2"),
            scored(0.1).label("background", "0"));
    assertThat(table.csv())
        .isEqualTo(
            "task,algorithm,case,value\nA/cyst,one,c,0.2\nA/cyst,two,c,NA\n"
                + "A/organ,one,c,0.4\nA/organ,two,c,NA\n");
  }

  @Test
  void aMetricThatNoRowHasIsRefused() {
    assertThatThrownBy(() -> export(Metrics.DICE, false, empty()))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("dice");
  }
}
