package org.voxelbench.reports.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.voxelbench.reports.page.MadeUpExperiment;
import org.voxelbench.reports.page.RowBuilder;
import org.voxelbench.reports.ranking.ComparableRows;
import org.voxelbench.reports.ranking.Scores;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.ResultRow;

class ExampleCasesTest {

  private static final MadeUpExperiment MADE_UP = MadeUpExperiment.of(2);

  private static List<ExampleCase> shown(List<ResultRow> rows) {
    ComparableRows experiment = ComparableRows.of(rows, MADE_UP.summary(), false);
    return ExampleCases.of(experiment, Scores.of(experiment));
  }

  /** Rows of one class whose Dice are given, one case each, of fold 0 and seed 12345. */
  private static List<ResultRow> tubes(double... dice) {
    ResultRow like =
        MADE_UP.rows().stream()
            .filter(r -> r.dataset().equals("Phantom tubes") && r.method().equals("scratch"))
            .filter(r -> r.fold() == 0 && r.seed() == 12345)
            .findFirst()
            .orElseThrow();
    List<ResultRow> rows = new ArrayList<>();
    for (int c = 0; c < dice.length; c++) {
      RowBuilder row = RowBuilder.like(like).caseId("case_" + c);
      row.dice = dice[c];
      rows.add(Double.isNaN(dice[c]) ? row.status(CaseStatus.EMPTY).build() : row.build());
    }
    return rows;
  }

  private static List<String> places(double... dice) {
    return shown(tubes(dice)).stream().map(c -> c.standing() + " " + c.caseId()).toList();
  }

  @Test
  void ofManyCasesTheHighestTheMedianAndTheLowestAreShown() {
    assertThat(places(0.5, 0.9, 0.1, 0.7, 0.3))
        .containsExactly("best case_1", "median case_0", "worst case_2");
    assertThat(places(0.5, 0.9, 0.1, 0.7))
        .as("the lower of the two middle ones")
        .containsExactly("best case_1", "median case_0", "worst case_2");
  }

  @Test
  void ofFewCasesNoneIsShownTwice() {
    assertThat(places(0.5)).containsExactly("best and median and worst case_0");
    assertThat(places(0.5, 0.9)).containsExactly("best case_1", "median and worst case_0");
  }

  @Test
  void aCaseWithoutAnyClassIsNotShown() {
    assertThat(places(Double.NaN, 0.5)).containsExactly("best and median and worst case_1");
    assertThat(places(Double.NaN)).isEmpty();
  }

  @Test
  void aPredictionsDiceIsTheMeanOfItsDefinedClasses() {
    ExampleCase shown =
        shown(MADE_UP.rows()).stream()
            .filter(c -> c.dataset().equals("Phantom lesions"))
            .filter(c -> c.classes().stream().anyMatch(k -> Double.isNaN(k.dice())))
            .findFirst()
            .orElseThrow();
    assertThat(shown.classes()).hasSize(3);
    double sum = shown.classes().get(0).dice() + shown.classes().get(1).dice();
    assertThat(shown.dice()).isEqualTo(sum / 2);
  }

  @Test
  void aMissingPredictionIsTheWorst() {
    assertThat(shown(MADE_UP.rows()))
        .filteredOn(c -> c.dataset().equals("Phantom tubes") && c.method().equals("mae"))
        .filteredOn(c -> c.standing().equals("worst"))
        .singleElement()
        .satisfies(
            c -> {
              assertThat(c.missing()).isTrue();
              assertThat(c.dice()).isZero();
              assertThat(c.caseId()).isEqualTo("case_1_3");
              assertThat(c.runId()).isEqualTo("tubes-1-1-12345");
            });
  }

  @Test
  void theOrderOfTheRowsChangesNoChoice() {
    List<ResultRow> shuffled = new ArrayList<>(MADE_UP.rows());
    Collections.shuffle(shuffled, new Random(5));
    assertThat(shown(shuffled)).isEqualTo(shown(MADE_UP.rows())).hasSize(3 * 2 * 3);
  }

  @Test
  void aPicturesPathHoldsNothingOfANameThatAFileSystemReadsMoreInto() {
    List<String> names = List.of("../a", "a/b", "a b", "a:b", "ab", "a.b", "größe", "", "A");
    List<String> paths =
        names.stream()
            .map(
                name ->
                    new ExampleCase("d", "m", "best", "run", 1, false, name, 0, 1, List.of())
                        .picture())
            .toList();
    assertThat(paths).doesNotHaveDuplicates().allMatch(p -> p.matches("pictures/run/[\\w.-]*.png"));
    assertThat(paths).noneMatch(path -> path.contains("..") && path.contains("/../"));
  }
}
