package org.voxelbench.harness.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.Quantiles;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;

/** Percentiles that are counted are those of sorted values. */
class PercentilesTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1000, 20_000})
  void theyAreThoseOfTheSortedValues(int count) {
    RandomStream random = new RandomStreams(count).stream("percentiles");
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i % 3 == 0 ? 0 : (float) (1000 * random.nextGaussian());
    }
    double[] sorted = IntStream.range(0, count).mapToDouble(i -> values[i]).sorted().toArray();

    Percentiles found = Percentiles.of(values).orElseThrow();

    for (double percent : new double[] {0, 0.5, 1, 25, 50, 99, 99.5, 100}) {
      double expected = Quantiles.of(sorted, percent / 100);
      assertThat(found.at(percent))
          .as("%s %%", percent)
          .isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
    }
  }

  @Test
  void whatIsNotFiniteIsLeftOut() {
    float[] values = {Float.NaN, -0.0f, Float.POSITIVE_INFINITY, -3, 5, Float.NEGATIVE_INFINITY};

    assertThat(Percentiles.of(values).orElseThrow().at(50)).isZero();
    assertThat(Percentiles.of(new float[] {Float.NaN})).isEmpty();
  }

  @Test
  void theShareBelowRisesFromNoneToAll() {
    float[] values = new float[1001];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Percentiles even = Percentiles.of(values).orElseThrow();

    assertThat(even.shareBelow(-1)).isZero();
    assertThat(even.shareBelow(250)).isCloseTo(0.25, within(1e-6));
    assertThat(even.shareBelow(999)).isCloseTo(0.999, within(1e-6));
    assertThat(even.shareBelow(2000)).isOne();
  }
}
