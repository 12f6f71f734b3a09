package org.voxelbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.voxelbench.reports.csv.ReportTables;
import org.voxelbench.reports.ranking.MethodRank;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.Scope;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ResultRow;

class RankingPropertiesTest {

  private static final int METHODS = 5;

  private final MadeUpExperiment experiment = MadeUpExperiment.of(METHODS);

  @Test
  void theOrderOfRowsChangesNothing() {
    List<ResultRow> shuffled = new ArrayList<>(experiment.rows());
    Collections.shuffle(shuffled, new Random(3));
    assertThat(csv(shuffled, experiment.summary()))
        .isEqualTo(csv(experiment.rows(), experiment.summary()));
  }

  @Test
  void renamedMethodsAndCasesKeepTheirDiceAndRanks() {
    List<ResultRow> renamed =
        experiment.rows().stream()
            .map(
                r -> {
                  RowBuilder row = RowBuilder.like(r).method("z-" + r.method());
                  return row.caseId(Integer.toString(-r.caseId().hashCode())).build();
                })
            .toList();
    List<MethodNote> methods =
        experiment.summary().methods().stream()
            .map(
                m ->
                    new MethodNote("z-" + m.id(), m.name(), m.citation(), m.licence(), m.control()))
            .toList();
    assertThat(standings(renamed, methods))
        .isEqualTo(standings(experiment.rows(), experiment.summary().methods()));
  }

  @Test
  void aDeletedPredictionNeverRaisesAMethod() {
    SplittableRandom random = new SplittableRandom(11);
    Results before = experiment.results();
    for (int trial = 0; trial < 60; trial++) {
      ResultRow victim = experiment.rows().get(random.nextInt(experiment.rows().size()));
      List<ResultRow> rows =
          experiment.rows().stream().map(r -> samePrediction(r, victim) ? deleted(r) : r).toList();
      assertNotRaised(before, Results.of(rows, experiment.summary()), victim.method());
    }
  }

  @Test
  void rowsThatVanishNeverRaiseAMethod() {
    Results before = experiment.results();
    for (ResultRow victim : experiment.rows().subList(0, 40)) {
      List<ResultRow> rows =
          experiment.rows().stream().filter(r -> !samePrediction(r, victim)).toList();
      assertNotRaised(before, Results.of(rows, experiment.summary()), victim.method());
    }
  }

  @Test
  void aMethodThatIsAlwaysWorstShiftsNoOther() {
    List<ResultRow> rows = new ArrayList<>(experiment.rows());
    experiment.rows().stream()
        .filter(r -> r.method().equals("scratch"))
        .map(r -> RowBuilder.like(r).method("worst"))
        .forEach(
            row -> {
              row.settingsHash = "worst";
              row.dice = row.status == CaseStatus.SCORED ? 0 : row.dice;
              rows.add(row.build());
            });
    List<MethodNote> methods =
        Stream.concat(
                experiment.summary().methods().stream(),
                Stream.of(MadeUpExperiment.method("worst", "Worst")))
            .toList();
    List<Double> ranks = standings(rows, methods);
    assertThat(ranks.subList(0, METHODS))
        .isEqualTo(standings(experiment.rows(), experiment.summary().methods()));
    assertThat(ranks.get(METHODS)).isEqualTo(METHODS + 1);
  }

  @Test
  void identicalMethodsTie() {
    List<ResultRow> rows = new ArrayList<>();
    for (ResultRow r : MadeUpExperiment.of(1).rows()) {
      rows.add(r);
      RowBuilder twin = RowBuilder.like(r).method("twin");
      twin.settingsHash = "twin";
      rows.add(twin.build());
    }
    List<MethodNote> methods =
        List.of(experiment.summary().methods().get(0), MadeUpExperiment.method("twin", "Twin"));
    assertThat(standings(rows, methods)).containsExactly(1.5, 1.5);
  }

  private static void assertNotRaised(Results before, Results after, String method) {
    List<MethodNote> methods = before.experiment().methods();
    int m = methods.stream().map(MethodNote::id).toList().indexOf(method);
    before
        .experiment()
        .datasets()
        .forEach(
            dataset -> {
              double old = before.scores().cell(dataset, methods.get(m)).dice();
              double now = after.scores().cell(dataset, methods.get(m)).dice();
              assertThat(Double.isNaN(now) || now <= old).isTrue();
            });
    assertThat(after.standings(Scope.ALL).all().get(m).averageRank())
        .isGreaterThanOrEqualTo(before.standings(Scope.ALL).all().get(m).averageRank());
  }

  private static boolean samePrediction(ResultRow a, ResultRow b) {
    return a.dataset().equals(b.dataset())
        && a.method().equals(b.method())
        && a.fold() == b.fold()
        && a.seed() == b.seed()
        && a.caseId().equals(b.caseId());
  }

  private static ResultRow deleted(ResultRow row) {
    RowBuilder missing = RowBuilder.like(row).status(CaseStatus.MISSING);
    missing.dice = 0;
    return missing.build();
  }

  private List<Double> standings(List<ResultRow> rows, List<MethodNote> methods) {
    return Results.of(rows, with(methods)).standings(Scope.ALL).all().stream()
        .map(MethodRank::averageRank)
        .toList();
  }

  private ExperimentSummary with(List<MethodNote> methods) {
    return ChangedSummary.of(experiment.summary())
        .methods(methods)
        .runs(List.of())
        .preTrainings(List.of())
        .testUse(List.of())
        .build();
  }

  private static Object csv(List<ResultRow> rows, ExperimentSummary summary) {
    return ReportTables.csv(Results.of(rows, summary));
  }
}
