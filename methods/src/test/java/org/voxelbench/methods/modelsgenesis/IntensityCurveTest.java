package org.voxelbench.methods.modelsgenesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;

class IntensityCurveTest {

  private static float[] steps() {
    float[] steps = new float[1001];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = i / 1000f;
    }
    return steps;
  }

  @Test
  void controlPointsOnTheDiagonalGiveTheDiagonal() {
    float[] rising = steps();
    new IntensityCurve(1 / 3.0, 1 / 3.0, 2 / 3.0, 2 / 3.0, false, 1000).apply(rising);
    float[] falling = steps();
    new IntensityCurve(1 / 3.0, 1 / 3.0, 2 / 3.0, 2 / 3.0, true, 1000).apply(falling);

    for (int i = 0; i < rising.length; i++) {
      assertThat(rising[i]).isCloseTo(i / 1000f, within(1e-6f));
      assertThat(falling[i]).isCloseTo(1 - i / 1000f, within(1e-6f));
    }
  }

  @Test
  void everyDrawnCurveIsMonotoneAndEndsInTheCorners() {
    RandomStream random = new RandomStreams(5).stream("curve");
    int falling = 0;
    for (int draw = 0; draw < 200; draw++) {
      IntensityCurve curve = IntensityCurve.draw(random);
      float[] values = steps();
      curve.apply(values);
      int sign = curve.falling() ? -1 : 1;
      falling += curve.falling() ? 1 : 0;
      for (int i = 1; i < values.length; i++) {
        assertThat(sign * (values[i] - values[i - 1])).isGreaterThanOrEqualTo(0);
      }
      assertThat(values[0]).isEqualTo(curve.falling() ? 1 : 0);
      assertThat(values[1000]).isEqualTo(curve.falling() ? 0 : 1);
    }
    assertThat((double) falling).isBetween(100 - 4 * Math.sqrt(50), 100 + 4 * Math.sqrt(50));
  }

  @Test
  void valuesOutsideTheUnitRangeGetTheNearerEnd() {
    float[] values = {-7, 0, 1, 12};
    new IntensityCurve(0.2, 0.9, 0.4, 0.1, true, 100_000).apply(values);
    assertThat(values).containsExactly(1, 1, 0, 0);
  }

  /** Where the first coordinate stands still, many samples share one place. */
  @Test
  void aSteepCurveIsFollowed() {
    float[] values = steps();
    new IntensityCurve(0, 1, 0, 1, false, 100_000).apply(values);
    for (int i = 0; i < values.length; i++) {
      double t = Math.cbrt(i / 1000.0);
      double expected = t * (3 * (1 - t) + t * t);
      assertThat((double) values[i]).isCloseTo(expected, within(1e-4));
    }
  }
}
