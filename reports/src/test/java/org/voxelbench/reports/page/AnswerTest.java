package org.voxelbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.reports.claims.ClaimAnswers;
import org.voxelbench.reports.ranking.MethodRank;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.Scope;
import org.voxelbench.reports.section.CaseAccounting;
import org.voxelbench.reports.section.Headline;
import org.voxelbench.reports.section.KeyFacts;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.Claim;
import org.voxelbench.results.ClaimMeasure;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.RunState;

/** The answer says who is best, by how much and how sure, and what is lacking. */
class AnswerTest {

  @TempDir private static Path folder;

  @Test
  void theAnswerSaysWhoByHowMuchAndHowSure() {
    Headline headline = Headline.of(MadeUpExperiment.of(5).results());
    assertThat(headline.lead())
        .isEqualTo(
            "Which of 5 methods is best can't be told. VoCo comes first: average rank 1.00 over 2"
                + " test data sets.");
    assertThat(headline.support())
        .containsExactly(
            "VoCo: mean Dice 83.98\u00a0%, 4.73 points above nnU-Net from scratch (79.25\u00a0%),"
                + " ahead on 2 of 2 test data sets.",
            "1.74 points above the next, VolumeFusion (82.24\u00a0%).");
    assertThat(headline.evidence())
        .isEqualTo("The same for all methods: 24 cases, 2 folds, 2 seeds, one protocol.");
    assertThat(headline.caution())
        .containsExactly(
            "With other cases of these data sets: the same lead, with no other beside it, in 92.60\u00a0% of bootstrap samples.",
            "With other seeds: by mean Dice it can't be told from VolumeFusion, Models Genesis and MAE"
                + " at 5\u00a0% (2 seeds).",
            "On other data sets: it can't be told who leads; over 2 test data sets, Friedman's test"
                + " gives p = 0.0607.");
  }

  @Test
  void aFailedRunIsNamedAndTakesTheLastRank() {
    MadeUpExperiment experiment = MadeUpExperiment.of(3);
    List<ResultRow> rows =
        experiment.rows().stream()
            .filter(r -> !(failed(r.method(), r.dataset()) && r.fold() == 1))
            .toList();
    List<RunNote> runs = new ArrayList<>();
    for (RunNote r : experiment.summary().runs()) {
      boolean lost = failed(r.method(), r.dataset()) && r.fold() == 1;
      runs.add(
          new RunNote(
              r.runId(),
              r.method(),
              r.dataset(),
              r.trainingCases(),
              r.fold(),
              r.seed(),
              lost ? RunState.OUT_OF_BUDGET : r.state(),
              lost ? "it used up its hours; raise them." : "",
              r.device(),
              r.threads(),
              r.trainingSeconds(),
              r.preTrainingSeconds(),
              r.inferenceSeconds(),
              r.peakMemoryBytes(),
              r.energyJoules(),
              r.skippedSteps()));
    }
    Results results = Results.of(rows, ChangedSummary.of(experiment.summary()).runs(runs).build());
    assertThat(results.standings(Scope.ALL).ranks().get("Phantom tubes")[2]).isEqualTo(3);
    assertThat(CaseAccounting.of(results).lacking())
        .containsExactly(
            "Models Genesis takes the last rank on Phantom tubes, where it has no complete result"
                + " (fold 1, seed 12345: out-of-budget, it used up its hours, raise them; fold 1,"
                + " seed 67890: out-of-budget, it used up its hours, raise them).");
    assertThat(
            HtmlOf.page(new MadeUpExperiment(rows, results.experiment().summary()), folder).html())
        .contains("takes the last rank on Phantom tubes");
  }

  @Test
  void anExperimentWithoutAnyDefinedDiceIsStillReported() {
    List<ResultRow> rows =
        MadeUpExperiment.of(2).rows().stream()
            .map(
                r -> {
                  RowBuilder empty = RowBuilder.like(r).status(CaseStatus.EMPTY);
                  empty.dice = Double.NaN;
                  return empty.build();
                })
            .toList();
    MadeUpExperiment experiment = new MadeUpExperiment(rows, MadeUpExperiment.of(2).summary());
    assertThat(experiment.results().headline().all())
        .extracting(MethodRank::averageRank)
        .containsExactly(1.5, 1.5);
    assertThat(CaseAccounting.of(experiment.results()).undefined()).hasSize(12);
    assertThat(HtmlOf.page(experiment, folder).html())
        .contains("both share average rank 1.50", "class tube of Phantom tubes is empty in every");
  }

  /** The best of the two has some 80 % in the mean. */
  @ParameterizedTest
  @CsvSource({"0.12, true", "0.13, false"})
  void thatNobodyHasLearntToSegmentIsSaid(double share, boolean said) {
    Results results =
        Results.of(
            timesDice(MadeUpExperiment.of(2).rows(), share), MadeUpExperiment.of(2).summary());
    assertThat(
            KeyFacts.of(results, List.of(), List.of(), ClaimAnswers.of(results)).wrong().stream()
                .anyMatch(
                    sentence ->
                        sentence.matches(
                            "The best mean Dice is 9\\.\\d\\d\u00a0%: the networks have hardly .*")))
        .isEqualTo(said);
  }

  /** Of claims too: their answers are read by those who don't read what went wrong. */
  @ParameterizedTest
  @CsvSource({"0.12, true, true", "0.13, false, true", "0.12, true, false", "0.13, false, false"})
  void whatMakesAnswersToClaimsWeakStandsBesideThem(
      double share, boolean hardlyLearnt, boolean oneSeed) {
    MadeUpExperiment experiment = MadeUpExperiment.of(2);
    List<ResultRow> rows =
        timesDice(experiment.rows(), share).stream()
            .filter(row -> !oneSeed || row.seed() == experiment.rows().get(0).seed())
            .toList();
    Results results =
        Results.of(
            rows,
            MadeUpExperiment.claiming(
                experiment.summary(),
                List.of(
                    new Claim(
                        null,
                        List.of("mae"),
                        List.of("scratch"),
                        "test",
                        90.0,
                        ClaimMeasure.DICE))));
    List<String> claims =
        KeyFacts.of(results, List.of(), List.of(), ClaimAnswers.of(results)).claims();
    assertThat(claims).first().isEqualTo("0 of 1 claim supported, 1 contradicted.");
    assertThat(claims.stream().anyMatch(s -> s.startsWith("The networks have hardly learnt")))
        .isEqualTo(hardlyLearnt);
    assertThat(claims.stream().anyMatch(s -> s.startsWith("Answered with one seed alone")))
        .isEqualTo(oneSeed);
    assertThat(claims).hasSize(1 + (hardlyLearnt ? 1 : 0) + (oneSeed ? 1 : 0));
  }

  private static List<ResultRow> timesDice(List<ResultRow> rows, double share) {
    return rows.stream()
        .map(
            row -> {
              RowBuilder low = RowBuilder.like(row);
              low.dice *= share;
              return low.build();
            })
        .toList();
  }

  @Test
  void aSingleMethodIsRankedAgainstNobody() {
    assertThat(Headline.of(MadeUpExperiment.of(1).results()).lead())
        .isEqualTo("nnU-Net from scratch is the only method: there is nobody to rank it against.");
  }

  @Test
  void withoutTestDataSetsTheAnswerSaysSo() {
    MadeUpExperiment experiment = MadeUpExperiment.of(2);
    List<ResultRow> rows = experiment.rows().stream().filter(r -> r.role().equals("dev")).toList();
    Results results = Results.of(rows, experiment.summary());
    assertThat(Headline.of(results).lead())
        .isEqualTo(
            "Which of 2 methods is best can't be told. MAE comes first: average rank 1.00 over 1"
                + " development data set.");
    assertThat(Headline.of(results).caution()).hasSize(4);
    assertThat(CaseAccounting.of(results).lacking())
        .contains("Phantom tubes has no results yet and is in no average.");
  }

  @Test
  void aMissingPredictionIsNamed() {
    assertThat(CaseAccounting.of(MadeUpExperiment.of(2).results()).missing())
        .containsExactly("MAE, Phantom tubes, fold 1, seed 12345: case case_1_3");
  }

  private static boolean failed(String method, String dataset) {
    return method.equals("genesis") && dataset.equals("Phantom tubes");
  }
}
