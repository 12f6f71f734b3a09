package org.voxelbench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RanksTest {

  // Expected values: scipy.stats.rankdata(-dice, method="average"), SciPy 1.15.3.
  @Test
  void theHighestDiceIsFirstAndTiesShareTheMeanOfTheirPlaces() {
    assertThat(Ranks.of(new double[] {0.71, 0.80, 0.71, 0.90, 0.71}))
        .containsExactly(4, 2, 4, 1, 4);
  }

  @Test
  void missingIsLastAndSeveralShareTheLastPlaces() {
    assertThat(Ranks.of(new double[] {Double.NaN, 0, 0.5, Double.NaN}))
        .containsExactly(3.5, 2, 1, 3.5);
  }

  @Test
  void roundingInTheLastBitBreaksNoTie() {
    double sum = (0.1 + 0.2 + 0.3) / 3;
    assertThat(sum).isNotEqualTo(0.2);
    assertThat(Ranks.of(new double[] {sum, 0.2, 0.2 - 1e-9})).containsExactly(1.5, 1.5, 3);
  }

  @Test
  void oneMethodIsFirst() {
    assertThat(Ranks.of(new double[] {Double.NaN})).containsExactly(1);
  }

  @Test
  void theRanksOfKMethodsSumToTheSameWhateverTies() {
    SplittableRandom random = new SplittableRandom(5);
    for (int k = 1; k <= 12; k++) {
      for (int trial = 0; trial < 50; trial++) {
        double[] dice =
            random.ints(k, 0, 6).mapToDouble(i -> i == 0 ? Double.NaN : i / 5.0).toArray();
        assertThat(Arrays.stream(Ranks.of(dice)).sum()).isCloseTo(k * (k + 1) / 2.0, within(1e-12));
      }
    }
  }
}
