package org.voxelbench.harness.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;

/** What stands out from typical numbers. */
class TypicalTest {

  @Test
  void ofNormalNumbersTheScaleIsTheStandardDeviation() {
    RandomStream random = new RandomStreams(1).stream("typical");
    double[] values = new double[20_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian(5, 3);
    }

    Typical typical = Typical.of(values, 0);

    assertThat(typical.median()).isCloseTo(5, within(0.1));
    assertThat(typical.scale()).isCloseTo(3, within(0.1));
    assertThat(typical.score(-1)).isCloseTo(-2, within(0.1));
  }

  @Test
  void oneOfEightCanStandOutHoweverFarItIsAndThreeOfTenCant() {
    double[] one = new double[8];
    one[3] = 1e9;
    assertThat(Typical.of(one, 1).score(1e9)).isGreaterThan(Typical.FAR);

    double[] modes = new double[10];
    Arrays.fill(modes, 0, 3, 1e9);
    assertThat(Typical.of(modes, 1).score(1e9)).isLessThan(Typical.FAR);
  }

  @Test
  void differencesBelowTheFloorAreNone() {
    double[] values = new double[20];
    values[4] = 0.5;
    assertThat(Typical.of(values, 0.1).score(0.5)).isLessThan(Typical.FAR);
    assertThat(values[4]).isEqualTo(0.5);
  }
}
