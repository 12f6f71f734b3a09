package org.voxelbench.reports.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.reports.claims.ClaimAnswers;
import org.voxelbench.reports.claims.ClaimVerdict;
import org.voxelbench.reports.csv.ReportTables;
import org.voxelbench.reports.page.ChangedSummary;
import org.voxelbench.reports.page.HtmlOf;
import org.voxelbench.reports.page.MadeUpExperiment;
import org.voxelbench.reports.section.CaseAccounting;
import org.voxelbench.reports.section.KeyFacts;
import org.voxelbench.reports.section.ScoreTables;
import org.voxelbench.reports.section.SkippedSteps;
import org.voxelbench.results.Claim;
import org.voxelbench.results.ClaimMeasure;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.EpochNote;
import org.voxelbench.results.ExperimentSummary.PreTrainingNote;
import org.voxelbench.results.ExperimentSummary.RunNote;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.RunState;

/** What did not come to its end, or was skipped, is said with its reason where one looks first. */
class UnfinishedTest {

  private static final long LOST_SEED = 67890;

  @TempDir private Path folder;

  /** As if a pre-training had diverged after an epoch, and an early run had skipped two steps. */
  private static Results diverged() {
    MadeUpExperiment whole = MadeUpExperiment.of(3);
    ExperimentSummary s = whole.summary();
    List<ResultRow> rows =
        whole.rows().stream().filter(row -> !lost(row.method(), row.seed())).toList();
    List<RunNote> runs = new ArrayList<>();
    for (RunNote run : s.runs()) {
      if (!lost(run.method(), run.seed())) {
        runs.add(runs.isEmpty() ? like(run, run.state(), run.reason(), 2) : run);
      }
    }
    List<PreTrainingNote> preTrainings =
        s.preTrainings().stream()
            .map(note -> lost(note.methods().get(0), note.seed()) ? diverged(note) : note)
            .toList();
    return Results.of(rows, ChangedSummary.of(s).runs(runs).preTrainings(preTrainings).build());
  }

  private static boolean lost(String method, long seed) {
    return method.equals("genesis") && seed == LOST_SEED;
  }

  private static RunNote like(RunNote r, RunState state, String reason, int steps) {
    return new RunNote(
        r.runId(),
        r.method(),
        r.dataset(),
        r.trainingCases(),
        r.fold(),
        r.seed(),
        state,
        reason,
        r.device(),
        r.threads(),
        r.trainingSeconds(),
        r.preTrainingSeconds(),
        r.inferenceSeconds(),
        r.peakMemoryBytes(),
        r.energyJoules(),
        steps);
  }

  private static PreTrainingNote diverged(PreTrainingNote p) {
    return new PreTrainingNote(
        p.preTrainingId(),
        p.methods(),
        p.seed(),
        RunState.DIVERGED,
        "the loss is NaN.",
        List.of(new EpochNote(0, 0.5, 0.6, 7)),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void whatWentWrongNamesThePreTrainingAndItsReason() {
    Results results = diverged();
    assertThat(KeyFacts.of(results, List.of(), List.of(), ClaimAnswers.of(results)).wrong())
        .contains(
            "The pre-training of Models Genesis, seed 67890 did not finish, so no run starts from it"
                + " (diverged): the loss is NaN.",
            "9 steps of 2 trainings skipped, since loss or gradient was not finite; more under"
                + " \"Cost\".")
        .noneMatch(sentence -> sentence.startsWith("Every run that was started is done"));
    assertThat(HtmlOf.results(results, folder))
        .contains(
            "What went wrong", "The pre-training of Models Genesis, seed 67890 did not finish");
  }

  /** Whatever the reason: nobody may take what is there for all that was asked for. */
  @Test
  void whereRunsLackItIsNotSaidThatAllAreDone() {
    MadeUpExperiment whole = MadeUpExperiment.of(3);
    List<ResultRow> rows =
        whole.rows().stream().filter(row -> !lost(row.method(), row.seed())).toList();
    Results lacking = Results.of(rows, whole.summary());
    assertThat(KeyFacts.of(lacking, List.of(), List.of(), ClaimAnswers.of(lacking)).wrong().get(0))
        .isEqualTo("Some methods lack rows that others have; see what is lacking.");
  }

  @Test
  void aRunThatNeverBeganIsPutDownToItsPreTraining() {
    assertThat(CaseAccounting.of(diverged()).lacking())
        .contains(
            "Models Genesis takes the last rank on Phantom tubes, where it has no complete result"
                + " (fold 0, seed 67890: pre-training diverged; fold 1, seed 67890: pre-training"
                + " diverged).");
  }

  /** The oracle is the same experiment whose runs are all done, whose answer is known. */
  @ParameterizedTest
  @CsvSource({"1, 12345, FAILED, 'failed, no memory'", "0, 67890, PLANNED, never begun"})
  void aRunThatAllMethodsLackLeavesClaimsUnansweredAndIsNamed(
      int fold, long seed, RunState state, String how) {
    MadeUpExperiment whole = MadeUpExperiment.of(3);
    List<ResultRow> rows =
        whole.rows().stream().filter(row -> row.fold() != fold || row.seed() != seed).toList();
    List<RunNote> runs =
        whole.summary().runs().stream()
            .map(
                run ->
                    run.fold() == fold && run.seed() == seed
                        ? like(run, state, state == RunState.FAILED ? "no memory." : "", 0)
                        : run)
            .toList();
    Claim claim =
        new Claim(
            null, List.of("mae"), List.of("scratch"), "Phantom tubes", 90.0, ClaimMeasure.DICE);
    ExperimentSummary claiming = MadeUpExperiment.claiming(whole.summary(), List.of(claim));
    assertThat(ClaimAnswers.of(Results.of(whole.rows(), claiming)).all().get(0).verdict())
        .isEqualTo(ClaimVerdict.CONTRADICTED);

    Results lacking = Results.of(rows, ChangedSummary.of(claiming).runs(runs).build());
    assertThat(ClaimAnswers.of(lacking).all().get(0).reason())
        .isEqualTo(
            ("Lacking: MAE lacks runs on Phantom tubes, as all do (fold %d, seed %d: %s); nnU-Net"
                    + " from scratch lacks runs on Phantom tubes, as all do (fold %d, seed %d: %s).")
                .formatted(fold, seed, how, fold, seed, how));
    assertThat(ClaimAnswers.of(lacking).all().get(0).verdict()).isEqualTo(ClaimVerdict.UNANSWERED);
    assertThat(lacking.headline().all())
        .as("ranks are over the rest")
        .allMatch(s -> s.missing() == 0);
  }

  /** A seed that lacks a fold is over half of the cases of the other. */
  @Test
  void theSpreadOverSeedsIsThatOfTheSameCases() {
    MadeUpExperiment whole = MadeUpExperiment.of(3);
    List<ResultRow> rows =
        whole.rows().stream()
            .filter(row -> !lost(row.method(), row.seed()) || row.fold() != 1)
            .toList();
    Results lacking = Results.of(rows, whole.summary());
    List<String> seeds =
        ReportTables.csv(lacking).get("tables/dice_per_seed.csv").lines().skip(1).toList();
    assertThat(seeds).hasSize(3 * 3 * 2);
    assertThat(seeds)
        .filteredOn(line -> line.endsWith(",NaN"))
        .as("without a spread")
        .hasSize(3 * 2)
        .allMatch(line -> line.contains(",genesis,"));
    assertThat(new ScoreTables(lacking).seeds().body().get(0).get(2 + 2).text()).isEqualTo("–");
  }

  @Test
  void theTableNamesEachTrainingWithSkippedSteps() {
    Results results = diverged();
    assertThat(ReportTables.csv(results).get("tables/skipped_steps.csv"))
        .isEqualTo(
            """
            training_id,methods,dataset,seed,skipped_steps
            genesis-s67890-0123456789ab,genesis,,67890,7
            spheres-0-0-12345,scratch,Phantom spheres,12345,2
            """);
    assertThat(HtmlOf.results(results, folder)).contains("skipped-steps-table");
  }

  @Test
  void whereAllWentWellNothingIsSaid() {
    Results results = MadeUpExperiment.of(3).results();
    assertThat(Unfinished.runs(results.experiment().summary().runs())).isEmpty();
    assertThat(Unfinished.preTrainings(results)).isEmpty();
    assertThat(SkippedSteps.of(results.experiment()).sentence()).isEmpty();
    assertThat(HtmlOf.results(results, folder)).doesNotContain("skipped-steps-table");
  }
}
