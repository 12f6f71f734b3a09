package org.voxelbench.results.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelativeVolumeDifferenceTest {

  private static final RelativeVolumeDifference RVD = new RelativeVolumeDifference();

  @ParameterizedTest
  @CsvSource({
    // tp, fp, fn, (predicted - reference) / reference
    "8, 0, 0, 0",
    "6, 2, 2, 0",
    "4, 0, 4, -0.5",
    "8, 4, 0, 0.5",
    "2, 30, 6, 3",
    "0, 5, 10, -0.5",
    "0, 0, 7, -1"
  })
  void itIsTheDifferenceOfTheVolumesByThatOfTheReference(
      long tp, long fp, long fn, double expected) {
    assertThat(RVD.of(new Confusion(tp, fp, fn, 100))).isEqualTo(expected);
  }

  @Test
  void withoutAReferenceItIsNotDefined() {
    Confusion predictionAlone = new Confusion(0, 5, 0, 10);
    assertThat(RVD.of(predictionAlone)).isNaN();
    assertThat(RVD.definedFor(predictionAlone)).isFalse();
    assertThat(RVD.of(ClassComparison.ofCounts(new Confusion(0, 0, 0, 10), true))).isNaN();
  }

  @Test
  void aMissingPredictionIsAnEmptyOne() {
    assertThat(RVD.of(ClassComparison.ofCounts(new Confusion(0, 0, 4, 1), true))).isEqualTo(-1);
  }

  @Test
  void closestToZeroIsBestAndSignsDoNotCancelInAMean() {
    Direction direction = RVD.direction();
    assertThat(direction.loss(-0.1)).isLessThan(direction.loss(0.2)).isEqualTo(direction.loss(0.1));
    assertThat(RVD.averaging().term(-0.5) + RVD.averaging().term(0.5)).isEqualTo(1);
    assertThat(RVD.averaging().column(RVD)).isEqualTo("rvd_magnitude");
  }

  @Test
  void aRowWhoseCountsGiveAnotherValueIsDamaged() {
    ClassComparison counts = ClassComparison.ofCounts(new Confusion(4, 0, 4, 1), false);
    assertThat(RVD.fault(counts, MetricValues.of(Map.of(RVD, -0.5)))).isEmpty();
    assertThat(RVD.fault(counts, MetricValues.of(Map.of(RVD, 0.5))))
        .hasValue("RVD is 0.5, but its counts give -0.5");
    assertThat(Metrics.named("rvd")).isEqualTo(RVD);
  }
}
