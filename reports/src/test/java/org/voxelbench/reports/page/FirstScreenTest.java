package org.voxelbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voxelbench.reports.page.RowBuilder.scored;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.reports.chart.ChartImage;
import org.voxelbench.reports.csv.ReportTables;
import org.voxelbench.reports.examples.ExampleCases;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.section.ExamplePanel;
import org.voxelbench.reports.section.Headline;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ResultRow;

/** Who wins, or that it can't be told; with Dice made up so that the answer is known. */
class FirstScreenTest {

  private static final int CASES = 12;

  private static final List<String> METHODS = List.of("One", "Two", "Three");

  @TempDir private Path folder;

  private interface Dice {
    double of(int dataset, int method, int ofCase);
  }

  /** One is ahead of Two and Two of Three on every case. */
  private static final Dice ORDERED = (d, m, c) -> 0.9 - 0.1 * m - 0.001 * c;

  private static Results results(int datasets, int classes, Dice dice) {
    return results(datasets, classes, dice, row -> true);
  }

  private static Results results(int datasets, int classes, Dice dice, Predicate<ResultRow> kept) {
    List<String> labels = IntStream.range(0, classes).mapToObj(k -> "class " + k).toList();
    List<DatasetNote> notes = new ArrayList<>();
    List<ResultRow> rows = new ArrayList<>();
    for (int d = 0; d < datasets; d++) {
      notes.add(MadeUpExperiment.dataset("Set " + d, "test", labels));
      for (int m = 0; m < METHODS.size(); m++) {
        for (int c = 0; c < CASES; c++) {
          for (int k = 0; k < classes; k++) {
            rows.add(
                scored(dice.of(d, m, c) * (k + 1) / classes)
                    .dataset("Set " + d)
                    .method(METHODS.get(m))
                    .caseId("case " + c)
                    .label(labels.get(k), Integer.toString(k + 1))
                    .build());
          }
        }
      }
    }
    ExperimentSummary summary =
        MadeUpExperiment.bare(
            notes,
            METHODS.stream().map(name -> MadeUpExperiment.method(name, name)).toList(),
            List.of());
    return Results.of(rows.stream().filter(kept).toList(), summary);
  }

  @Test
  void overEnoughDataSetsTheWinnerIsNamed() {
    Headline headline = Headline.of(results(12, 1, ORDERED));
    assertThat(headline.lead())
        .isEqualTo("One leads 3 methods: average rank 1.00 over 12 test data sets.");
    assertThat(headline.support())
        .containsExactly(
            "One: mean Dice 89.45\u00a0%, 10.00 points above the next, Two (79.45\u00a0%).");
    assertThat(headline.caution())
        .containsExactly(
            "With other cases of these data sets: the same lead, with no other beside it, in 100.00\u00a0% of bootstrap samples.",
            "With other seeds: one can't tell.",
            "On other data sets: the lead can be told at 5\u00a0%; over 12 test data sets, Friedman's"
                + " test gives p < 0.0001, and Nemenyi's tells the first from all others.");
  }

  /** Its last rank is none that it was beaten to, as if its pre-training had diverged. */
  @Test
  void fromAMethodThatLacksResultsNobodyIsTold() {
    Headline never = Headline.of(results(12, 1, ORDERED, row -> !row.method().equals("Three")));
    assertThat(never.lead())
        .isEqualTo(
            "Which of 3 methods is best can't be told. One comes first: average rank 1.00 over 12"
                + " test data sets.");
    assertThat(never.caution())
        .element(2)
        .isEqualTo(
            "On other data sets: it can't be told who leads; over 12 test data sets, Three has no"
                + " result on 12 of them.");
    Headline once =
        Headline.of(
            results(
                12,
                1,
                ORDERED,
                row -> !row.method().equals("Two") || !row.dataset().equals("Set 7")));
    assertThat(once.lead()).startsWith("Which of 3 methods is best can't be told. One comes");
    assertThat(once.caution()).element(2).asString().endsWith("Two has no result on 1 of them.");
  }

  /** What it lacks itself can't have brought it the lead. */
  @Test
  void aLeaderThatLacksAResultIsStillToldWhereItsOthersAreBehind() {
    assertThat(
            Headline.of(
                    results(
                        24,
                        1,
                        ORDERED,
                        row -> !row.method().equals("One") || !row.dataset().equals("Set 7")))
                .lead())
        .startsWith("One leads 3 methods");
  }

  @Test
  void twoThatTakeTurnsAreNotToldApartThoughAThirdIs() {
    Dice turns = (d, m, c) -> m == 2 ? 0.5 : 0.8 + (d % 3 == 0 ^ m == 0 ? 0.05 : 0) - 0.001 * c;
    Headline headline = Headline.of(results(12, 1, turns));
    assertThat(headline.lead()).startsWith("Which of 3 methods is best can't be told. One comes");
    assertThat(headline.caution().get(2))
        .endsWith(", but Nemenyi's can't tell the first from Two.");
  }

  @Test
  void aLeadThatHoldsInEverySampleIsStillNoneBeyondTheDataSets() {
    Headline headline = Headline.of(results(2, 1, ORDERED));
    assertThat(headline.lead()).startsWith("Which of 3 methods is best can't be told.");
    assertThat(headline.caution())
        .containsExactly(
            "With other cases of these data sets: the same lead, with no other beside it, in 100.00\u00a0% of bootstrap samples.",
            "With other seeds: one can't tell.",
            "On other data sets: it can't be told who leads; over 2 test data sets, Friedman's test"
                + " gives p = 0.1353.");
  }

  @Test
  void onOneDataSetItsCasesDecideAndNothingIsSaidOfOthers() {
    Headline ahead = Headline.of(results(1, 1, ORDERED));
    assertThat(ahead.lead()).startsWith("One leads 3 methods");
    assertThat(ahead.caution().get(2))
        .isEqualTo(
            "On other data sets: one can't tell; within this one, paired tests over its cases tell"
                + " the first from 2 of 2 others.");
    Dice close = (d, m, c) -> m == 2 ? 0.5 : 0.8 + (c % 2 == m ? 0.02 : 0) + (m == 0 ? 0.001 : 0);
    assertThat(Headline.of(results(1, 1, close)).lead())
        .startsWith("Which of 3 methods is best can't be told. One comes first");
  }

  /** All samples of one case are that case, which is no certainty. */
  @Test
  void ofOneCaseEachNothingIsSaidOfOtherCases() {
    Results results = results(12, 1, ORDERED, row -> row.caseId().equals("case 0"));
    assertThat(Headline.of(results).caution())
        .first()
        .isEqualTo(
            "With other cases of these data sets: one can't tell, for they have one case each.");
    assertThat(HtmlOf.results(results, folder))
        .contains("Set 3: it has one case, so no interval can be computed.")
        .doesNotContain("of bootstrap samples", "Average rank with its 95 % bootstrap interval");
    Map<String, String> tables = ReportTables.csv(results);
    assertThat(tables.get("tables/dice_intervals.csv").lines().skip(1))
        .hasSize(12 * 3)
        .allMatch(line -> line.endsWith(",NaN,NaN"));
    assertThat(tables.get("tables/rank_intervals.csv").lines()).as("its head alone").hasSize(1);
    assertThat(Headline.of(results(1, 1, ORDERED, row -> row.caseId().equals("case 0"))).caution())
        .first()
        .isEqualTo("With other cases of this data set: one can't tell, for it has one case.");
  }

  @Test
  void whereOneDataSetHasOneCaseItIsNamed() {
    Results results =
        results(
            2, 1, ORDERED, row -> row.dataset().equals("Set 0") || row.caseId().equals("case 0"));
    assertThat(Headline.of(results).caution())
        .first()
        .asString()
        .endsWith("% of bootstrap samples, in which nothing changes on Set 1, of one case.");
    assertThat(ReportTables.csv(results).get("tables/rank_intervals.csv"))
        .contains("dataset,Set 0,", "scope,test,")
        .doesNotContain("dataset,Set 1,");
  }

  @Test
  void whereAllAreEqualNoneIsStarred() {
    assertThat(HtmlOf.results(results(3, 2, (d, m, c) -> 0), folder)).doesNotContain("★<");
    assertThat(HtmlOf.results(results(3, 2, ORDERED), folder)).contains("★<");
  }

  @Test
  void aCaptionNamesTheLowestOfManyClasses() {
    Results results = results(1, 21, ORDERED);
    List<ExamplePanel> panels =
        ExamplePanel.all(results, ExampleCases.of(results.experiment(), results.scores()), folder);
    assertThat(panels.get(0).methods().get(0).pictures().get(0).caption())
        .isEqualTo(
            "Best: case case 0, Dice 47.14 (lowest of 21 classes: class 0 4.29, class 1 8.57)");
    assertThat(panels.get(0).table().head()).as("the table has all").hasSize(6 + 21);
  }

  private String words(Results results, String chart) {
    return HtmlOf.page(results, folder).charts().images().stream()
        .filter(image -> image.name().equals(chart))
        .map(ChartImage::alt)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void thePodiumCountsPlacesByCaseAndSharesTies() {
    Dice dice = (d, m, c) -> m == 2 ? 0.5 : c < 3 ? 0.9 : m == 0 ? 0.8 : 0.7;
    assertThat(words(results(1, 1, dice), "podium_1"))
        .as("3 of 12 cases are shared, 9 are One's")
        .isEqualTo(
            "Podium plot of Set 0. First place, in percent of the cases: One 87.50, Two 12.50, Three"
                + " 0.00.");
  }

  @Test
  void theSignificanceMapNamesWhoIsAheadOfWhom() {
    assertThat(words(results(1, 1, ORDERED), "significance_1"))
        .isEqualTo(
            "Map of 3 pairs of methods on Set 0: One is ahead of Two; One is ahead of Three; Two is"
                + " ahead of Three. The tests are in the tables.");
    assertThat(words(results(1, 1, (d, m, c) -> 0.5), "significance_1"))
        .contains("no pair can be told apart");
  }

  @Test
  void eachRankingSchemeSaysWhoIsFirst() {
    // One is ahead on most cases, and fails on the others by more than that.
    Dice dice = (d, m, c) -> m == 0 ? (c < 9 ? 0.81 : 0.1) : m == 1 ? 0.8 : 0.5;
    assertThat(words(results(1, 1, dice), "ranking_schemes"))
        .isEqualTo(
            "Heat map of average ranks. First are aggregate then rank: Two; rank then aggregate: One;"
                + " test then rank: Two.");
  }
}
