package org.voxelbench.results.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;

class MetricsTest {

  private static final Confusion BOTH = new Confusion(3, 1, 2, 10);
  private static final Confusion REFERENCE_ALONE = new Confusion(0, 0, 5, 10);
  private static final Confusion PREDICTION_ALONE = new Confusion(0, 5, 0, 10);
  private static final Confusion NEITHER = new Confusion(0, 0, 0, 10);

  /** Three elements of the reference, two of the prediction. */
  private static final SurfacePair SURFACES =
      new SurfacePair(
          new WeightedDistances(new double[] {0, 1.5, 3}, new double[] {2, 1, 1}),
          new WeightedDistances(new double[] {2, 0.5}, new double[] {1, 3}));

  private static List<Double> first(ClassComparison comparison) {
    MetricValues values = MetricValues.measure(comparison);
    return Metrics.FIRST.stream().map(values::of).toList();
  }

  @Test
  void theFirstMetricsFollowTheirFormulas() {
    double within1 = (2 + 3) / 8.0;
    double within2 = (3 + 4) / 8.0;
    assertThat(first(new ClassComparison(BOTH, false, Optional.of(SURFACES))))
        .containsExactly(6 / 9.0, 3 / 6.0, within1, within2, 3.0);
  }

  @Test
  void aClassOnOneSideOnlyAndAMissingPredictionAreAtTheirWorst() {
    List<Double> worst = List.of(0.0, 0.0, 0.0, 0.0, Double.POSITIVE_INFINITY);
    assertThat(first(ClassComparison.ofCounts(REFERENCE_ALONE, false))).isEqualTo(worst);
    assertThat(first(ClassComparison.ofCounts(PREDICTION_ALONE, false))).isEqualTo(worst);
    assertThat(first(ClassComparison.ofCounts(REFERENCE_ALONE, true))).isEqualTo(worst);
    assertThat(first(ClassComparison.ofCounts(NEITHER, true))).isEqualTo(worst);
  }

  @Test
  void namesAreUniqueAndEndWithTheirUnit() {
    assertThat(Metrics.names()).doesNotHaveDuplicates();
    assertThat(Metrics.ALL)
        .allSatisfy(metric -> assertThat(metric.name()).matches("[a-z][a-z0-9_]*"))
        .allSatisfy(metric -> assertThat(metric.name()).endsWith(metric.unit().suffix()))
        .allSatisfy(metric -> assertThat(metric.meaning()).isNotBlank().doesNotEndWith("."));
    assertThat(Metrics.FIRST)
        .extracting(Metric::name)
        .containsExactly("dice", "iou", "nsd_1mm", "nsd_2mm", "hd95_mm");
  }

  @Test
  void aMetricIsFoundByItsNameAndAnUnknownOneNamesTheNearest() {
    assertThat(Metrics.named("HD95_mm")).isEqualTo(Metrics.HD95);
    assertThatThrownBy(() -> Metrics.named("hd59_mm"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("metric 'hd59_mm' is unknown (did you mean 'hd95_mm'?)")
        .hasMessageContaining("dice, iou, nsd_1mm, nsd_2mm, hd95_mm");
  }

  @Test
  void columnsOfAveragesSayHowTheyCameAbout() {
    assertThat(Averaging.MEAN.column(Metrics.NSD_1MM)).isEqualTo("nsd_1mm");
    assertThat(Averaging.MEDIAN.column(Metrics.HD95)).isEqualTo("hd95_median_mm");
    assertThat(Averaging.MEDIAN.infiniteColumn(Metrics.HD95)).isEqualTo("hd95_infinite");
    assertThat(Averaging.MEAN_OF_MAGNITUDES.column(Metrics.DICE)).isEqualTo("dice_magnitude");
    assertThat(Averaging.MEAN_OF_MAGNITUDES.term(-0.5)).isEqualTo(0.5);
    assertThat(Averaging.MEAN.term(-0.5)).isEqualTo(-0.5);
  }

  @Test
  void theBetterValueHasTheLowerLoss() {
    assertThat(Direction.HIGHER.loss(0.9)).isLessThan(Direction.HIGHER.loss(0.8));
    assertThat(Direction.LOWER.loss(1)).isLessThan(Direction.LOWER.loss(2));
    assertThat(Direction.CLOSEST_TO_ZERO.loss(-0.1)).isLessThan(Direction.CLOSEST_TO_ZERO.loss(1));
    assertThat(Direction.CLOSEST_TO_ZERO.loss(0.1)).isEqualTo(Direction.CLOSEST_TO_ZERO.loss(-0.1));
  }

  @Test
  void valuesThatAreNotThereAreNaNAndChangeNoEquality() {
    MetricValues values = MetricValues.of(Map.of(Metrics.IOU, 0.5, Metrics.HD95, Double.NaN));
    assertThat(values.of(Metrics.DICE)).isNaN();
    assertThat(values.of(Metrics.IOU)).isEqualTo(0.5);
    assertThat(values.has(Metrics.HD95)).isFalse();
    assertThat(values).isEqualTo(MetricValues.of(Map.of(Metrics.IOU, 0.5)));
    assertThat(values).hasSameHashCodeAs(MetricValues.of(Map.of(Metrics.IOU, 0.5)));
    assertThat(values).hasToString("dice=NaN, iou=0.5");
    assertThat(MetricValues.of(Map.of())).isEqualTo(MetricValues.UNDEFINED);
  }

  @Test
  void theFirstMetricsHaveAColumnEverywhere() {
    assertThat(Metrics.columns(Stream.of())).isEqualTo(Metrics.FIRST);
    assertThat(Metrics.columns(Stream.of(MetricValues.UNDEFINED))).isEqualTo(Metrics.FIRST);
  }
}
