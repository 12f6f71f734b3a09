package org.voxelbench.reports.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voxelbench.results.ClaimMeasure.DICE;
import static org.voxelbench.results.ClaimMeasure.RANK;
import static org.voxelbench.results.ClaimMeasure.WINS;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.reports.page.HtmlOf;
import org.voxelbench.reports.page.MadeUpExperiment;
import org.voxelbench.reports.page.RowBuilder;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.results.Claim;
import org.voxelbench.results.ClaimMeasure;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ResultRow;

/** Claims are answered rightly of rows whose truth is known. */
class ClaimAnswersTest {

  private static final int DRAWS = 100;
  private static final MadeUpResults AHEAD = new MadeUpResults(0.05);
  private static final MadeUpResults FAR = new MadeUpResults(0.2);

  private static Claim claim(String better, String than, String over, double by, ClaimMeasure in) {
    return new Claim(null, List.of(better), List.of(than), over, by, in);
  }

  private static ClaimAnswer answer(MadeUpResults results, Claim claim) {
    return results.answers(0, claim).all().get(0);
  }

  /** The truth is the lead of these data sets, which the draws share. */
  @ParameterizedTest
  @CsvSource({
    "0.00, all, 3, CONTRADICTED, 0.0",
    "0.05, all, 2, SUPPORTED, 5.0",
    "0.05, test, 2, SUPPORTED, 6.0"
  })
  void theVerdictIsRightAndTheIntervalHoldsTheTruthIn95Of100Draws(
      double lead, String over, double by, ClaimVerdict truth, double points) {
    List<ClaimAnswer> answers =
        IntStream.range(0, DRAWS)
            .mapToObj(draw -> new MadeUpResults(lead).answers(draw, overAndBy(over, by)))
            .map(all -> all.all().get(0))
            .toList();

    assertThat(answers).filteredOn(a -> a.verdict() == truth).hasSizeGreaterThanOrEqualTo(95);
    assertThat(answers)
        .filteredOn(a -> a.lead().orElseThrow().lower() <= points)
        .filteredOn(a -> a.lead().orElseThrow().upper() >= points)
        .hasSizeGreaterThanOrEqualTo(95);
  }

  private static Claim overAndBy(String over, double by) {
    return claim("better", "worse", over, by, DICE);
  }

  /** Whoever says that there is a lead where there is none errs in at most 5 of 100. */
  @Test
  void ofNoLeadNoneIsFound() {
    MadeUpResults none = new MadeUpResults(0);
    Claim[] bothWays = {overAndBy("all", 0), claim("worse", "better", "all", 0, DICE)};
    assertThat(IntStream.range(0, DRAWS).mapToObj(draw -> none.answers(draw, bothWays)))
        .filteredOn(
            answers -> answers.all().stream().anyMatch(a -> a.verdict() == ClaimVerdict.SUPPORTED))
        .hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void whatIsTooCloseIsUndecidedAndSaysWhatItTakes() {
    ClaimAnswer close = answer(AHEAD, claim("better", "worse", "all", 4.5, DICE));
    assertThat(close.verdict()).isEqualTo(ClaimVerdict.UNDECIDED);
    assertThat(close.reason()).matches("If the effect stays as it is.* (cases|seeds) .*\\.");
    assertThat(close.basis()).isEqualTo("36 held-out cases of 3 data sets, 3 seeds");
  }

  @Test
  void ofOneSeedItSaysSo() {
    List<ResultRow> rows = AHEAD.rows(0).stream().filter(row -> row.seed() == 0).toList();
    ClaimAnswer answer = MadeUpResults.answers(rows, overAndBy("all", 2)).all().get(0);
    assertThat(answer.basis()).isEqualTo("36 held-out cases of 3 data sets, of this seed alone");
  }

  @Test
  void aDataSetWithOneCaseLeavesNoIntervalAndIsNamed() {
    List<ResultRow> rows =
        FAR.rows(0).stream()
            .filter(row -> !row.dataset().equals("D2") || row.caseId().equals("case0"))
            .toList();
    ClaimAnswers answers = MadeUpResults.answers(rows, overAndBy("all", 2), overAndBy("D1", 2));
    assertThat(answers.all().get(0).verdict()).isEqualTo(ClaimVerdict.UNDECIDED);
    assertThat(answers.all().get(0).reason())
        .startsWith(
            "A class stands in one held-out case alone on D2, so that there is no interval");
    assertThat(answers.all().get(1).verdict()).isEqualTo(ClaimVerdict.SUPPORTED);
  }

  @Test
  void aRunThatLacksMakesItUnanswerableAndIsNamed() {
    List<ResultRow> rows =
        AHEAD.rows(0).stream()
            .filter(row -> !row.method().equals("better") || !row.dataset().equals("D1"))
            .toList();
    ClaimAnswer answer = MadeUpResults.answers(rows, overAndBy("all", 2)).all().get(0);
    assertThat(answer.verdict()).isEqualTo(ClaimVerdict.UNANSWERED);
    assertThat(answer.lead()).isEmpty();
    assertThat(answer.reason())
        .startsWith("Lacking: Better has no comparable Dice on D1 (fold 0, seed 0");
  }

  @Test
  void aDataSetWithoutAnyRowIsNotLeftOut() {
    List<ResultRow> rows = FAR.rows(0).stream().filter(row -> !row.dataset().equals("D2")).toList();
    ClaimAnswers answers = MadeUpResults.answers(rows, overAndBy("test", 2), overAndBy("D1", 2));
    assertThat(answers.all().get(0).reason()).isEqualTo("Lacking: no method has rows on D2.");
    assertThat(answers.sentence()).isEqualTo("1 of 2 claims supported, 1 can't be answered.");
  }

  @Test
  void methodsThatNeverDifferAreNoBetter() {
    List<ResultRow> rows = new ArrayList<>();
    for (ResultRow row : AHEAD.rows(0)) {
      if (row.method().equals("worse")) {
        rows.add(row);
        rows.add(RowBuilder.like(row).method("better").build());
      }
    }
    ClaimAnswer answer = MadeUpResults.answers(rows, overAndBy("all", 0)).all().get(0);
    assertThat(answer.verdict()).isEqualTo(ClaimVerdict.CONTRADICTED);
  }

  @Test
  void ranksAndDataSetsWonAreCountedToo() {
    ClaimAnswer rank = answer(FAR, claim("better", "worse", "all", 0.5, RANK));
    assertThat(rank.lead().orElseThrow().effect()).isEqualTo(1);
    ClaimAnswer wins = answer(FAR, claim("better", "worse", "all", 3, WINS));
    assertThat(wins.lead().orElseThrow().effect()).isEqualTo(3);
    assertThat(wins.lead().orElseThrow().lower()).isEqualTo(3);
    assertThat(wins.lead().orElseThrow().upper()).isEqualTo(3);
    ClaimAnswer lost = answer(FAR, claim("worse", "better", "all", 3, WINS));
    assertThat(lost.verdict()).isEqualTo(ClaimVerdict.CONTRADICTED);
  }

  @Test
  void theOrderOfRowsChangesNoByte() {
    List<ResultRow> rows = AHEAD.rows(0);
    List<ResultRow> reversed = new ArrayList<>(rows);
    Collections.reverse(reversed);
    Claim[] claims = {overAndBy("all", 2), claim("better", "worse", "test", 1, WINS)};
    assertThat(ClaimTable.csv(MadeUpResults.answers(reversed, claims)))
        .isEqualTo(ClaimTable.csv(MadeUpResults.answers(rows, claims)));
  }

  @Test
  void thePageShowsThemAndWithoutClaimsNothingOfThem(@TempDir Path folder) {
    MadeUpExperiment silent = MadeUpExperiment.of(3);
    ExperimentSummary claiming =
        MadeUpExperiment.claiming(
            silent.summary(), List.of(claim("mae", "scratch", "test", 90, DICE)));

    assertThat(HtmlOf.results(Results.of(silent.rows(), claiming), folder))
        .contains("0 of 1 claim supported, 1 contradicted.", "<section id=\"claims\"")
        .contains(
            "1: MAE beats nnU-Net from scratch by at least 90 Dice points on 2 test data sets");
    assertThat(HtmlOf.results(Results.of(silent.rows(), silent.summary()), folder))
        .doesNotContain("claim");
  }
}
