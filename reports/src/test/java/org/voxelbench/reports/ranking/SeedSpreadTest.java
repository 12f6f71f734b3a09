package org.voxelbench.reports.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The spread over seeds is NumPy's {@code std(ddof=1)} of the seeds that have a Dice. */
class SeedSpreadTest {

  private static double deviation(Map<Long, Double> bySeed) {
    return new SeedSpread(new TreeMap<>(bySeed)).deviation();
  }

  @Test
  void itIsTheSampleStandardDeviation() {
    // numpy.std([0.81, 0.74, 0.79, 0.8], ddof=1)
    assertThat(deviation(Map.of(1L, 0.81, 2L, 0.74, 3L, 0.79, 9L, 0.8)))
        .isCloseTo(0.031091263510296077, within(1e-15));
    assertThat(deviation(Map.of(1L, 0.5, 2L, 0.5))).isZero();
  }

  @Test
  void aSeedWithoutADiceDoesNotCount() {
    assertThat(deviation(Map.of(1L, 0.2, 2L, Double.NaN, 3L, 0.4)))
        .isCloseTo(deviation(Map.of(1L, 0.2, 3L, 0.4)), within(0.0));
    assertThat(deviation(Map.of(1L, 0.2, 2L, Double.NaN))).isNaN();
    assertThat(deviation(Map.of(1L, 0.2))).isNaN();
  }
}
