package org.voxelbench.reports.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.voxelbench.reports.page.RowBuilder.empty;
import static org.voxelbench.reports.page.RowBuilder.missing;
import static org.voxelbench.reports.page.RowBuilder.scored;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxelbench.reports.page.MadeUpExperiment;
import org.voxelbench.reports.page.RowBuilder;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.RunState;
import org.voxelbench.results.TrainingCases;
import org.voxelbench.results.metric.Metrics;

class ScoresTest {

  @Test
  void aClassIsTheMeanOverCasesAndADataSetTheMeanOverClasses() {
    MethodScore cell =
        cell(
            scored(0.9).caseId("a").label("organ", "1"),
            scored(0.7).caseId("b").label("organ", "1"),
            scored(0.2).caseId("a").label("cyst", "2"),
            empty().caseId("b").label("cyst", "2"));
    assertThat(cell.dice("organ")).isCloseTo(0.8, within(1e-15));
    assertThat(cell.dice("cyst")).isEqualTo(0.2);
    assertThat(cell.dice()).isCloseTo(0.5, within(1e-15));
  }

  @Test
  void theFoldsOfASeedArePooledCaseByCase() {
    MethodScore cell =
        cell(
            scored(0.9).run(0, 1).caseId("a"),
            scored(0.9).run(0, 1).caseId("b"),
            scored(0.3).run(1, 1).caseId("c"));
    assertThat(cell.dice()).isCloseTo(0.7, within(1e-15));
  }

  @Test
  void seedsAreAveragedAndNotPooled() {
    MethodScore cell =
        cell(
            scored(0.9).run(0, 1).caseId("a"),
            empty().run(0, 1).caseId("b"),
            scored(0.4).run(0, 2).caseId("a"),
            scored(0.2).run(0, 2).caseId("b"));
    assertThat(cell.dice()).isCloseTo((0.9 + 0.3) / 2, within(1e-15));
  }

  @Test
  void aCaseOfSeveralFoldsCountsOnce() {
    MethodScore cell =
        cell(
            scored(1).run(0, 1).caseId("a"),
            scored(0.5).run(1, 1).caseId("a"),
            scored(0).run(0, 1).caseId("b"));
    assertThat(cell.dice()).isCloseTo(0.375, within(1e-15));
  }

  @Test
  void aMissingPredictionIsAZeroAndEverythingIsCounted() {
    MethodScore cell =
        cell(
            scored(0.8).caseId("a"),
            missing().caseId("b"),
            empty().caseId("c"),
            scored(0).caseId("d"));
    assertThat(cell.dice()).isCloseTo(0.8 / 3, within(1e-15));
    ClassSummary score = cell.classes().get(0);
    assertThat(List.of(score.used(), score.empty(), score.missing(), score.absent()))
        .containsExactly(3, 1, 1, 0);
  }

  @Test
  void aClassEmptyInAllCasesIsUndefinedAndLeavesTheMean() {
    MethodScore cell =
        cell(scored(0.6).caseId("a").label("organ", "1"), empty().caseId("a").label("cyst", "2"));
    assertThat(cell.dice("cyst")).isNaN();
    assertThat(cell.dice()).isEqualTo(0.6);
  }

  @Test
  void surfaceDiceIsAveragedAsDiceIs() {
    MethodScore cell =
        cell(
            scored(0.9).surface(0.2, 0.5, 1).caseId("a").label("organ", "1"),
            missing().caseId("b").label("organ", "1"),
            empty().caseId("c").label("organ", "1"),
            scored(0.9).surface(0.4, 0.7, 1).caseId("a").label("cyst", "2"));
    assertThat(cell.mean(Metrics.NSD_1MM, "organ").value()).isEqualTo(0.1);
    assertThat(cell.mean(Metrics.NSD_2MM, "organ").value()).isEqualTo(0.25);
    assertThat(cell.mean(Metrics.NSD_1MM).value()).isCloseTo((0.1 + 0.4) / 2, within(1e-15));
    assertThat(cell.mean(Metrics.NSD_2MM).value()).isCloseTo((0.25 + 0.7) / 2, within(1e-15));
  }

  @Test
  void theHausdorffDistanceIsAMedianAndTheInfiniteOnesAreCounted() {
    MethodScore cell =
        cell(
            scored(0.9).surface(1, 1, 2).caseId("a"),
            scored(0.9).surface(1, 1, 5).caseId("b"),
            missing().caseId("c"),
            empty().caseId("d"),
            scored(0.9).surface(1, 1, 3).caseId("e"));
    assertThat(cell.mean(Metrics.HD95).value()).isEqualTo(4);
    assertThat(cell.mean(Metrics.HD95).infinite()).isEqualTo(1);
    assertThat(cell.mean(Metrics.HD95).rows()).isEqualTo(4);
    assertThat(cell(missing().caseId("a"), scored(0.9).caseId("b")).mean(Metrics.HD95).value())
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(cell(empty().caseId("a")).mean(Metrics.HD95).value()).isNaN();
  }

  @Test
  void theBackgroundIsNoClass() {
    MethodScore cell =
        cell(
            scored(0.6).caseId("a").label("organ", "1+2"),
            scored(0.99).caseId("a").label("background", "0"));
    assertThat(cell.dice()).isEqualTo(0.6);
    assertThat(cell.classes()).extracting(ClassSummary::label).containsExactly("organ");
  }

  @Test
  void aMethodThatLacksARunHasNoDice() {
    Scores scores =
        scores(
            List.of(run("two", 1, RunState.DIVERGED)),
            scored(0.6).run(0, 1).caseId("a"),
            scored(0.6).run(1, 1).caseId("b"),
            scored(0.9).run(0, 1).caseId("a").method("two"));
    MethodScore two = scores.cell(DATASET, TWO);
    assertThat(two.dice()).isNaN();
    assertThat(scores.metrics())
        .containsExactly(Metrics.NSD_1MM, Metrics.NSD_2MM, Metrics.HD95)
        .allSatisfy(metric -> assertThat(two.mean(metric)).isEqualTo(MetricMean.NONE))
        .allSatisfy(metric -> assertThat(two.mean(metric, "tumour")).isEqualTo(MetricMean.NONE));
    assertThat(two.gaps()).containsExactly("fold 1, seed 1: diverged");
    assertThat(two.classes().get(0).absent()).isEqualTo(1);
    assertThat(scores.cell(DATASET, ONE).dice()).isEqualTo(0.6);
  }

  @Test
  void aMethodThatLacksRowsHasNoDice() {
    Scores scores =
        scores(
            List.of(),
            scored(0.6).caseId("a"),
            scored(0.1).caseId("b"),
            scored(0.9).caseId("a").method("two"));
    assertThat(scores.cell(DATASET, TWO).dice()).isNaN();
    assertThat(scores.cell(DATASET, TWO).gaps())
        .containsExactly("fold 0, seed 1: 1 of 2 rows absent");
  }

  private static final DatasetNote DATASET =
      MadeUpExperiment.dataset("A", "test", List.of("organ", "cyst"));
  private static final MethodNote ONE = MadeUpExperiment.method("one", "One");
  private static final MethodNote TWO = MadeUpExperiment.method("two", "Two");

  private static RunNote run(String method, int fold, RunState state) {
    return new RunNote(
        "run", method, "A", TrainingCases.ALL, fold, 1, state, "", "cpu", 2, 1, 0, 1, 1, 1, 0);
  }

  private static MethodScore cell(RowBuilder... rows) {
    return scores(List.of(), rows).cell(DATASET, ONE);
  }

  private static Scores scores(List<RunNote> runs, RowBuilder... rows) {
    ExperimentSummary summary = MadeUpExperiment.bare(List.of(DATASET), List.of(ONE, TWO), runs);
    return Scores.of(
        ComparableRows.of(
            new ArrayList<>(Arrays.stream(rows).map(RowBuilder::build).toList()), summary, false));
  }
}
