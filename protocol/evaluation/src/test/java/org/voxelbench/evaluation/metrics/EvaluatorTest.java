package org.voxelbench.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.TrainingCases;
import org.voxelbench.results.metric.Confusion;
import org.voxelbench.results.metric.MetricValues;
import org.voxelbench.results.metric.Metrics;

class EvaluatorTest {

  private static final EvaluatedClass ONE = new EvaluatedClass("one", List.of(1), false);
  private static final EvaluatedClass TWO = new EvaluatedClass("two", List.of(2), false);
  private static final EvaluatedClass BOTH = new EvaluatedClass("both", List.of(1, 2), true);

  private static final List<Double> WORST = List.of(0.0, 0.0, Double.POSITIVE_INFINITY);
  private static final List<Double> UNDEFINED = List.of(Double.NaN, Double.NaN, Double.NaN);

  /** Surface Dice at 1 and at 2 mm, and the Hausdorff distance. */
  private static List<Double> surface(ClassScore score) {
    return Stream.of(Metrics.NSD_1MM, Metrics.NSD_2MM, Metrics.HD95).map(score::value).toList();
  }

  private static LabelMap map(int... labels) {
    return map(
        Geometry.axisAligned(new int[] {1, 1, labels.length}, new double[] {1, 1, 1}), labels);
  }

  private static LabelMap map(Geometry geometry, int... labels) {
    short[] shorts = new short[labels.length];
    for (int i = 0; i < labels.length; i++) {
      shorts[i] = (short) labels[i];
    }
    return new LabelMap(geometry, shorts);
  }

  private static Evaluator evaluator(EvaluatedClass... classes) {
    return new Evaluator(List.of(classes), OptionalInt.empty());
  }

  @Test
  void aRegionCountsItsLabelsAsOne() {
    CaseScore score =
        evaluator(ONE, TWO, BOTH).score("case", map(1, 2, 0, 1, 0, 7), map(2, 2, 1, 0, 0, 1));
    assertThat(score.classes())
        .extracting(ClassScore::confusion)
        .containsExactly(
            new Confusion(0, 2, 2, 2), new Confusion(1, 0, 1, 4), new Confusion(2, 1, 2, 1));
    assertThat(score.classes().get(2).value(Metrics.DICE)).isCloseTo(4 / 7.0, within(1e-15));
    assertThat(score.classes().get(2).value(Metrics.IOU)).isCloseTo(2 / 5.0, within(1e-15));
  }

  @Test
  void voxelsToIgnoreAreInNoCount() {
    Evaluator evaluator = new Evaluator(List.of(ONE), OptionalInt.of(3));
    CaseScore score = evaluator.score("case", map(1, 1, 0, 0), map(3, 1, 1, 3));
    assertThat(score.classes().get(0).confusion()).isEqualTo(new Confusion(1, 0, 1, 0));
  }

  @Test
  void aClassInNeitherIsEmptyAndAFalsePositiveOnAnEmptyReferenceScoresZero() {
    CaseScore score = evaluator(ONE, TWO).score("case", map(0, 2), map(0, 0));
    assertThat(score.classes())
        .extracting(ClassScore::status)
        .containsExactly(CaseStatus.EMPTY, CaseStatus.SCORED);
    assertThat(score.classes().get(0).value(Metrics.DICE)).isNaN();
    assertThat(score.classes().get(1).value(Metrics.DICE)).isZero();
  }

  @Test
  void surfacesAreThoseOfTheClassOrRegion() {
    CaseScore score =
        evaluator(ONE, TWO, BOTH).score("case", map(1, 1, 2, 0, 0), map(1, 2, 2, 0, 0));
    assertThat(score.classes().get(0).value(Metrics.HD95)).isEqualTo(1);
    assertThat(score.classes().get(1).value(Metrics.HD95)).isEqualTo(1);
    assertThat(surface(score.classes().get(2))).containsExactly(1.0, 1.0, 0.0);
  }

  @Test
  void surfacesAreMeasuredInTheMillimetresOfTheReference() {
    Geometry thick = Geometry.axisAligned(new int[] {1, 1, 3}, new double[] {1, 1, 1.5});
    ClassScore score =
        evaluator(ONE).score("c", map(thick, 1, 0, 0), map(thick, 0, 1, 0)).classes().get(0);
    assertThat(score.value(Metrics.HD95)).isEqualTo(1.5);
    assertThat(score.value(Metrics.NSD_2MM)).isEqualTo(1);
    assertThat(score.value(Metrics.NSD_1MM)).isCloseTo(0.5, within(1e-15));
  }

  @Test
  void voxelsToIgnoreHaveNoSurface() {
    Evaluator evaluator = new Evaluator(List.of(ONE), OptionalInt.of(3));
    ClassScore score =
        evaluator.score("c", map(1, 1, 1, 0, 0), map(1, 1, 3, 0, 0)).classes().get(0);
    assertThat(surface(score)).containsExactly(1.0, 1.0, 0.0);
  }

  @Test
  void surfacesFollowThePolicyForAbsences() {
    CaseScore score = evaluator(ONE, TWO, BOTH).score("case", map(0, 2), map(0, 0));
    assertThat(score.classes())
        .extracting(EvaluatorTest::surface)
        .containsExactly(UNDEFINED, WORST, WORST);
    assertThat(evaluator(ONE, TWO).missing("case", map(0, 1)).classes())
        .extracting(EvaluatorTest::surface)
        .containsExactly(WORST, WORST);
  }

  @Test
  void aMissingPredictionScoresZeroForEveryClass() {
    CaseScore score = evaluator(ONE, TWO).missing("case", map(0, 1));
    assertThat(score.classes())
        .allSatisfy(scored -> assertThat(scored.status()).isEqualTo(CaseStatus.MISSING))
        .allSatisfy(scored -> assertThat(scored.value(Metrics.DICE)).isZero())
        .allSatisfy(scored -> assertThat(scored.value(Metrics.IOU)).isZero());
    assertThat(score.classes().get(0).confusion()).isEqualTo(new Confusion(0, 0, 1, 1));
  }

  @Test
  void anotherSizeOrPlaceIsRefusedByTheCasesName() {
    double[] spacing = {3, 1, 1};
    Geometry reference = Geometry.axisAligned(new int[] {1, 1, 4}, spacing);
    double[][] moved = reference.affine().clone();
    moved[0] = moved[0].clone();
    moved[0][0] = 0.9;
    Geometry stretched = new Geometry(new int[] {1, 1, 4}, spacing, moved);
    assertThatThrownBy(() -> evaluator(ONE).score("liver_7", map(0, 1), map(reference, 0, 1, 0, 0)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'liver_7'")
        .hasMessageContaining("[1, 1, 2]")
        .hasMessageContaining("[1, 1, 4]");
    assertThatThrownBy(
            () ->
                evaluator(ONE)
                    .score("liver_7", map(stretched, 0, 1, 0, 0), map(reference, 0, 1, 0, 0)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("corner voxel at [2.7, 0.0, 0.0] mm");
  }

  @Test
  void aHeaderRoundedToMicrometresIsTheSamePlace() {
    Geometry reference = Geometry.axisAligned(new int[] {1, 1, 2}, new double[] {3, 1, 1});
    double[][] rounded = reference.affine().clone();
    rounded[1] = new double[] {0, 1, 0, 1e-3};
    Geometry prediction = new Geometry(new int[] {1, 1, 2}, new double[] {3, 1, 1}, rounded);
    CaseScore score = evaluator(ONE).score("case", map(prediction, 0, 1), map(reference, 0, 1));
    assertThat(score.classes().get(0).value(Metrics.DICE)).isOne();
  }

  @Test
  void classesAreTheForegroundOfTheDataSet() {
    Labels labels =
        new Labels(
            Map.of("background", List.of(0), "both", List.of(1, 2), "ignore", List.of(3)),
            List.of(1));
    Evaluator evaluator = Evaluator.of(labels);
    assertThat(evaluator.ignoreLabel()).hasValue(3);
    assertThat(evaluator.classes()).containsExactly(BOTH);
    assertThat(BOTH.summaryKey()).isEqualTo("(1, 2)");
    assertThat(new EvaluatedClass("core", List.of(2), true).summaryKey()).isEqualTo("(2,)");
    assertThat(TWO.summaryKey()).isEqualTo("2");
  }

  @Test
  void keysAreNnUnetsWhetherARegionIsAListOrANumber() {
    Map<String, List<Integer>> entries = new LinkedHashMap<>();
    entries.put("background", List.of(0));
    entries.put("whole", List.of(1, 2));
    entries.put("core", List.of(2));

    Labels number = new Labels(entries, List.of(1, 2), Set.of("whole"));
    assertThat(Evaluator.of(number).classes())
        .extracting(EvaluatedClass::summaryKey)
        .containsExactly("(1, 2)", "2");
    Labels list = new Labels(entries, List.of(1, 2), Set.of("whole", "core"));
    assertThat(Evaluator.of(list).classes())
        .extracting(EvaluatedClass::summaryKey)
        .containsExactly("(1, 2)", "(2,)");
  }

  @Test
  void rowsCarryTheRunAndTheScores() {
    RunIdentity run =
        new RunIdentity(
            "p",
            "ph",
            "d",
            "test",
            "sh",
            "dh",
            "torch",
            "fp32",
            "mae",
            "se",
            TrainingCases.ALL,
            2,
            7);
    CaseScore score = evaluator(TWO, BOTH).score("case", map(1, 2), map(2, 2));
    assertThat(run.rows(score))
        .containsExactly(
            new ResultRow(
                "p",
                "ph",
                "d",
                "test",
                "sh",
                "dh",
                "torch",
                "fp32",
                "mae",
                "se",
                TrainingCases.ALL,
                2,
                7,
                "case",
                "two",
                "2",
                CaseStatus.SCORED,
                1,
                0,
                1,
                0,
                score.classes().get(0).values()),
            new ResultRow(
                "p",
                "ph",
                "d",
                "test",
                "sh",
                "dh",
                "torch",
                "fp32",
                "mae",
                "se",
                TrainingCases.ALL,
                2,
                7,
                "case",
                "both",
                "1+2",
                CaseStatus.SCORED,
                2,
                0,
                0,
                0,
                score.classes().get(1).values()));
    assertThat(run.rows(score))
        .extracting(ResultRow::values)
        .extracting(values -> firstOf(values))
        .containsExactly(List.of(2 / 3.0, 0.5, 1.0, 1.0, 1.0), List.of(1.0, 1.0, 1.0, 1.0, 0.0));
  }

  private static List<Double> firstOf(MetricValues values) {
    return Metrics.FIRST.stream().map(values::of).toList();
  }
}
