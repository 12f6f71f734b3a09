package org.voxelbench.preparation.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.BadInputException;

class CrossValidationTest {

  @Test
  void drawsMersenneTwistersNumbers() {
    MersenneTwister twister = new MersenneTwister(12345);

    assertThat(IntStream.range(0, 6).mapToLong(i -> twister.nextInt() & 0xffffffffL))
        .containsExactly(3992670690L, 3823185381L, 1358822685L, 561383553L, 789925284L, 170765737L);
  }

  @Test
  void foldsBeyondTheFifthHoldOutAFifth() {
    // numpy: RandomState(12345 + fold).choice(10, 8, replace=False)
    assertThat(split(10, 5).train()).containsExactly("0", "3", "4", "5", "6", "7", "8", "9");
    assertThat(split(10, 5).val()).containsExactly("1", "2");
    assertThat(split(10, 6).val()).containsExactly("7", "9");
  }

  @Test
  void foldAllTrainsAndValidatesOnEverything() {
    CrossValidation validation = new CrossValidation(ids(3), Grouping.none());

    assertThat(validation.split(Fold.parse("all"), List.of()))
        .isEqualTo(new Split(List.of("0", "1", "2"), List.of("0", "1", "2")));
  }

  @Test
  void aHalfIsHeldOutInTheShuffledOrderOfTheFolds() {
    // numpy: RandomState(12345) shuffles 10 to 0, 7, 3, 9, 6, 4, 1, 8, 5, 2
    assertThat(new CrossValidation(ids(10), Grouping.none()).half())
        .isEqualTo(new Split(List.of("1", "2", "4", "5", "8"), List.of("0", "3", "6", "7", "9")));
    assertThat(new CrossValidation(ids(7), Grouping.none()).half().val()).hasSize(3);
  }

  @Test
  void halvesKeepGroupsTogetherAndHoldEveryCaseOnce() {
    List<String> ids =
        IntStream.range(0, 27)
            .mapToObj(i -> "patient%03d_frame%02d".formatted(i / 3, i % 3))
            .toList();

    Split half = new CrossValidation(ids, Grouping.byPattern("^(patient\\d+)")).half();

    assertThat(half.val()).hasSize(12);
    assertThat(half.train()).hasSize(15);
    assertThat(Stream.concat(half.train().stream(), half.val().stream()))
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(half.val().stream().map(id -> id.substring(0, 10)))
        .doesNotContainAnyElementsOf(half.train().stream().map(id -> id.substring(0, 10)).toList());
  }

  @Test
  void onePatientHasNoHalves() {
    CrossValidation one = new CrossValidation(List.of("p1_a", "p1_b"), Grouping.byPattern("^p\\d"));

    assertThatThrownBy(one::half)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a split into halves needs two cases (or groups of cases)");
  }

  @Test
  void sortsIdsAsText() {
    List<Split> folds =
        new CrossValidation(List.of("9", "10", "2", "1", "3"), Grouping.none()).folds();

    // Sorted: 1, 10, 2, 3, 9; held out by scikit-learn: 0, 4, 3, 1, 2.
    assertThat(folds.stream().map(split -> split.val().get(0)))
        .containsExactly("1", "9", "3", "10", "2");
  }

  @Test
  void keepsGroupsTogether() {
    List<String> ids =
        IntStream.range(0, 24)
            .mapToObj(i -> "patient%03d_frame%02d".formatted(i / 2, i % 2))
            .toList();

    List<Split> folds = new CrossValidation(ids, Grouping.byPattern("^(patient\\d+)")).folds();

    Set<String> validated = new HashSet<>();
    for (Split split : folds) {
      assertThat(split.val().stream().map(id -> id.substring(0, 10)))
          .doesNotContainAnyElementsOf(
              split.train().stream().map(id -> id.substring(0, 10)).toList());
      validated.addAll(split.val());
    }
    assertThat(validated).containsExactlyInAnyOrderElementsOf(ids);
    // scikit-learn for n=12: the first fold holds out 0, 3 and 8.
    assertThat(folds.get(0).val()).contains("patient000_frame00", "patient008_frame01").hasSize(6);
  }

  @Test
  void holdsEachOfFewerThanFiveCasesOutOnce() {
    List<Split> folds = new CrossValidation(ids(3), Grouping.none()).folds();

    assertThat(folds).hasSize(3).allSatisfy(split -> assertThat(split.train()).hasSize(2));
    assertThat(folds.stream().flatMap(split -> split.val().stream()))
        .containsExactlyInAnyOrderElementsOf(ids(3));
  }

  @Test
  void namesAPatientOnBothSidesOfAForeignSplit() {
    CrossValidation patients =
        new CrossValidation(List.of("p1_a", "p1_b", "p2_a"), Grouping.byPattern("^p\\d"));

    assertThatThrownBy(
            () ->
                patients.checkTogether(
                    List.of(new Split(List.of("p1_a", "p2_a"), List.of("p1_b")))))
        .hasMessageContaining("'p1_a'")
        .hasMessageContaining("'p1_b'");
    patients.checkTogether(List.of(new Split(List.of("p1_a", "p1_b"), List.of("p2_a"))));
  }

  @Test
  void saysWhyTooFewCasesCannotBeSplit() {
    CrossValidation one = new CrossValidation(List.of("only"), Grouping.none());

    assertThatThrownBy(one::folds)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("two cases")
        .hasMessageContaining("there is 1");
    assertThatThrownBy(() -> one.split(Fold.of(7), List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("fold 'all'");
    assertThatThrownBy(() -> PretrainingSplit.of(List.of("only"), Grouping.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("only one image");
    assertThatThrownBy(() -> new CrossValidation(List.of("a"), Grouping.byMap(Map.of("b", "p"))))
        .hasMessageContaining("'a'");
  }

  @Test
  void pretrainingHoldsOutAHundredthButLessThanHalf() {
    for (int n : new int[] {2, 3, 10, 11, 72, 600, 150_000}) {
      Split split = PretrainingSplit.of(ids(n), Grouping.none());
      int expected = Math.max(1, Math.min((n - 1) / 2, Math.min(1000, Math.max(5, n / 100))));
      assertThat(split.val()).hasSize(expected);
      assertThat(split.train()).hasSize(n - expected);
    }
  }

  @Test
  void readsWhatItWrote(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("splits_final.json");
    List<Split> folds = new CrossValidation(ids(12), Grouping.none()).folds();

    SplitsFile.write(folds, file);

    assertThat(SplitsFile.read(file, ids(12))).isEqualTo(folds);
    assertThatThrownBy(() -> SplitsFile.read(file, ids(11)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("splits_final.json, fold")
        .hasMessageContaining("'11'");
    Files.writeString(file, "[{\"train\":[\"1\",\"2\"],\"val\":[\"2\"]}]");
    assertThatThrownBy(() -> SplitsFile.read(file, ids(12)))
        .hasMessageContaining("fold 0")
        .hasMessageContaining("case '2' in both");
  }

  private static Split split(int n, int fold) {
    CrossValidation validation = new CrossValidation(ids(n), Grouping.none());
    return validation.split(Fold.of(fold), validation.folds());
  }

  private static List<String> ids(int n) {
    return IntStream.range(0, n).mapToObj(String::valueOf).toList();
  }
}
