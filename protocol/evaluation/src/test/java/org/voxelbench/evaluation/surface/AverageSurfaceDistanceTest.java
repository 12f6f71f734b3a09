package org.voxelbench.evaluation.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.results.metric.AverageSurfaceDistance;
import org.voxelbench.results.metric.ClassComparison;
import org.voxelbench.results.metric.Confusion;
import org.voxelbench.results.metric.MetricValues;
import org.voxelbench.results.metric.Metrics;
import org.voxelbench.results.metric.SurfacePair;
import org.voxelbench.results.metric.WeightedDistances;

class AverageSurfaceDistanceTest {

  private static final AverageSurfaceDistance ASSD = new AverageSurfaceDistance();

  private static double of(double[] spacing, Mask reference, Mask prediction) {
    return ASSD.of(SurfaceDistances.of(reference.size(), spacing, reference, prediction));
  }

  @Test
  void itIsTheMeanOfTheTwoMeansHoweverLargeTheSurfacesAre() {
    WeightedDistances toPrediction =
        new WeightedDistances(new double[] {0, 2, 4}, new double[] {1, 1, 2});
    WeightedDistances toReference = new WeightedDistances(new double[] {1}, new double[] {100});
    // (0 + 2 + 8) / 4 = 2.5 one way, 1 the other.
    assertThat(ASSD.of(new SurfacePair(toPrediction, toReference))).isEqualTo((2.5 + 1) / 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void itIsThatOfComparingEveryPair(long seed) {
    Random random = new Random(seed);
    int[] size = {4 + random.nextInt(8), 4 + random.nextInt(8), 4 + random.nextInt(8)};
    double[] spacing = {
      0.3 + 3 * random.nextDouble(), 0.3 + random.nextDouble(), 0.3 + random.nextDouble()
    };
    Mask reference = Mask.random(size, 0.05 + 0.1 * random.nextInt(6), random);
    Mask prediction = Mask.random(size, 0.05 + 0.1 * random.nextInt(6), random);
    double expected = new EveryPair(spacing, reference, prediction).averageDistance();
    assertThat(of(spacing, reference, prediction)).isCloseTo(expected, within(1e-12));
    assertThat(of(spacing, prediction, reference)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void aWidePlateShiftedAlongItsNormal() {
    int[] size = {12, 80, 80};
    double spacing = 1.7;
    Mask plate = Mask.where(size, at -> at[0] == 3);
    Mask shifted = Mask.where(size, at -> at[0] == 6);
    // The near face of a plate is 2 voxels from the other plate, the far face 3; the rim is small.
    assertThat(of(new double[] {spacing, 1, 1}, plate, shifted))
        .isCloseTo(2.5 * spacing, within(0.05 * spacing));
  }

  @Test
  void aBallWithinABallIsAwayByTheDifferenceOfTheirRadii() {
    int[] size = {50, 50, 50};
    Mask large = Mask.ball(size, 24.5, 24.5, 24.5, 19);
    for (int radius = 6; radius < 19; radius++) {
      Mask small = Mask.ball(size, 24.5, 24.5, 24.5, radius);
      // Elements are the corners between voxels: the nearest lies up to a voxel before the ball.
      assertThat(of(new double[] {1, 1, 1}, large, small))
          .isBetween(19 - radius - 1.0, 19.0 - radius);
    }
    assertThat(of(new double[] {1, 1, 1}, large, large)).isZero();
  }

  @Test
  void aClassOnOneSideOnlyAndAMissingPredictionAreInfinitelyFar() {
    Confusion referenceAlone = new Confusion(0, 0, 5, 10);
    assertThat(ASSD.of(ClassComparison.ofCounts(referenceAlone, false))).isInfinite();
    assertThat(ASSD.of(ClassComparison.ofCounts(referenceAlone, true))).isInfinite();
    assertThat(ASSD.of(ClassComparison.ofCounts(new Confusion(0, 5, 0, 10), false))).isInfinite();
  }

  @Test
  void aValueThatTheCountsRuleOutIsAFault() {
    ClassComparison both = ClassComparison.ofCounts(new Confusion(1, 1, 1, 1), false);
    ClassComparison one = ClassComparison.ofCounts(new Confusion(0, 1, 0, 1), false);
    assertThat(ASSD.fault(both, MetricValues.from(metric -> 1))).isEmpty();
    assertThat(ASSD.fault(both, MetricValues.from(metric -> -1)))
        .isEqualTo(Optional.of("ASSD is a finite distance"));
    assertThat(ASSD.fault(one, MetricValues.from(metric -> 1)))
        .isEqualTo(Optional.of("a class on one side only has ASSD Infinity"));
  }

  @Test
  void itHasAColumn() {
    assertThat(Metrics.named("assd_mm")).isEqualTo(ASSD);
  }
}
