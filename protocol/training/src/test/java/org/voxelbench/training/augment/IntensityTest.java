package org.voxelbench.training.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IntensityTest {

  private static final Range ONE = new Range(1, 1);

  private static double mean(float[] values) {
    double sum = 0;
    for (float v : values) {
      sum += v;
    }
    return sum / values.length;
  }

  private static double deviation(float[] values) {
    double mean = mean(values);
    double sum = 0;
    for (float v : values) {
      sum += (v - mean) * (v - mean);
    }
    return Math.sqrt(sum / (values.length - 1));
  }

  @Test
  void statisticsAgreeWithTheirDefinition() {
    float[] values = Patches.random(1, 5, 7, 3).image();
    for (int i = 0; i < values.length; i++) {
      values[i] += 1000;
    }
    float[] part = Arrays.copyOfRange(values, 3, 103);
    ChannelStatistics statistics = ChannelStatistics.of(values, 3, 100);
    assertThat(statistics.mean()).isCloseTo(mean(part), within(1e-9));
    assertThat(statistics.deviation()).isCloseTo(deviation(part), within(1e-9));
    Arrays.sort(part);
    assertThat(statistics.min()).isEqualTo(part[0]);
    assertThat(statistics.max()).isEqualTo(part[99]);
    assertThat(ChannelStatistics.of(values, 0, 1).deviation()).isZero();
  }

  @Test
  void noiseHasTheDeviationDrawn() {
    Patch patch = Patches.random(2, 40, 40, 40);
    float[] before = patch.image().clone();
    new GaussianNoise(1, new Range(0.3, 0.3)).apply(patch, Patches.stream(0), new ScratchBuffers());
    float[] added = new float[before.length];
    for (int i = 0; i < added.length; i++) {
      added[i] = patch.image()[i] - before[i];
    }
    double n = added.length;
    assertThat(mean(added)).isCloseTo(0, within(4 * 0.3 / Math.sqrt(n)));
    assertThat(deviation(added)).isCloseTo(0.3, within(4 * 0.3 / Math.sqrt(2 * n)));
  }

  @Test
  void oneNoiseLevelServesAllChannels() {
    Range range = new Range(0, 0.1);
    for (int draw = 0; draw < 5; draw++) {
      Patch patch = new Patch(new float[16_000], new short[0], 2, new int[] {20, 20, 20});
      new GaussianNoise(1, range).apply(patch, Patches.stream(draw), new ScratchBuffers());
      double first = deviation(Arrays.copyOf(patch.image(), 8000));
      double second = deviation(Arrays.copyOfRange(patch.image(), 8000, 16_000));
      assertThat(second / first).isCloseTo(1, within(0.05));
      assertThat(first).isLessThan(0.105);
    }
  }

  @Test
  void brightnessMultipliesEachChannelByItsOwnFactor() {
    Patch patch = Patches.random(2, 4, 4, 4);
    float[] before = patch.image().clone();
    new Brightness(1, new Range(0.75, 1.25)).apply(patch, Patches.stream(3), new ScratchBuffers());
    double first = patch.image()[0] / before[0];
    double second = patch.image()[64] / before[64];
    assertThat(first).isBetween(0.75, 1.25).isNotEqualTo(second);
    for (int i = 0; i < 64; i++) {
      assertThat(patch.image()[i] / before[i]).isCloseTo((float) first, within(1e-6f));
      assertThat(patch.image()[64 + i] / before[64 + i]).isCloseTo((float) second, within(1e-6f));
    }
  }

  @Test
  void contrastStretchesAroundTheMeanWithinTheOldRange() {
    for (float factor : new float[] {0.75f, 1.25f}) {
      float[] values = Patches.random(1, 6, 6, 6).image();
      float[] before = values.clone();
      ContrastTransform.stretch(values, 0, values.length, factor);
      double mean = mean(before);
      float[] sorted = before.clone();
      Arrays.sort(sorted);
      for (int i = 0; i < values.length; i++) {
        double expected = (before[i] - mean) * factor + mean;
        expected = Math.max(sorted[0], Math.min(sorted[sorted.length - 1], expected));
        assertThat(values[i]).isCloseTo((float) expected, within(1e-5f));
      }
    }
  }

  @Test
  void powersAreAccurateToFloat() {
    PowerTable table = new PowerTable();
    for (double exponent : new double[] {0.7, 1, 1.5}) {
      table.set(exponent);
      assertThat(table.of(0)).isZero();
      assertThat(table.of(1)).isEqualTo(1);
      for (int i = 1; i < 5000; i++) {
        float base = i / 5000f * (i % 2 == 0 ? 1 : 1e-3f);
        double expected = Math.pow(base, exponent);
        assertThat((double) table.of(base)).isCloseTo(expected, within(4e-7 * expected));
      }
    }
  }

  @Test
  void gammaFollowsItsFormula() {
    for (boolean inverted : new boolean[] {false, true}) {
      for (double exponent : new double[] {0.7, 1.5}) {
        float[] values = Patches.random(1, 8, 8, 8).image();
        float[] expected = new float[values.length];
        for (int i = 0; i < values.length; i++) {
          expected[i] = inverted ? -values[i] : values[i];
        }
        double mean = mean(expected);
        double deviation = deviation(expected);
        float[] sorted = expected.clone();
        Arrays.sort(sorted);
        double min = sorted[0];
        double range = sorted[sorted.length - 1] - min;
        for (int i = 0; i < values.length; i++) {
          expected[i] = (float) (Math.pow((expected[i] - min) / range, exponent) * range + min);
        }
        double newMean = mean(expected);
        double newDeviation = deviation(expected);
        PowerTable power = new PowerTable();
        power.set(exponent);
        Gamma.raise(values, 0, values.length, inverted, power);
        for (int i = 0; i < values.length; i++) {
          double v = (expected[i] - newMean) / newDeviation * deviation + mean;
          assertThat(values[i]).isCloseTo((float) (inverted ? -v : v), within(2e-5f));
        }
      }
    }
  }

  @Test
  void gammaKeepsMeanAndDeviationEvenFarFromZero() {
    float[] values = Patches.random(1, 10, 10, 10).image();
    for (int i = 0; i < values.length; i++) {
      values[i] -= 500;
    }
    double mean = mean(values);
    double deviation = deviation(values);
    PowerTable power = new PowerTable();
    power.set(0.7);
    Gamma.raise(values, 0, values.length, false, power);
    assertThat(mean(values)).isCloseTo(mean, within(1e-3));
    assertThat(deviation(values)).isCloseTo(deviation, within(1e-3));
  }

  @Test
  void constantImagesStayConstant() {
    for (Transform transform :
        new Transform[] {
          new Gamma(1, new Range(0.7, 1.5), false),
          new Gamma(1, new Range(0.7, 1.5), true),
          new ContrastTransform(1, new Range(0.75, 1.25)),
          new GaussianBlur(1, 1, new Range(0.5, 1)),
          new LowResolution(1, 1, new Range(0.5, 1), false)
        }) {
      float[] image = new float[60];
      Arrays.fill(image, 3.25f);
      Patch patch = new Patch(image, new short[0], 1, new int[] {3, 4, 5});
      transform.apply(patch, Patches.stream(1), new ScratchBuffers());
      for (float v : patch.image()) {
        assertThat(v).as("%s", transform).isCloseTo(3.25f, within(1e-6f));
      }
    }
  }

  @Test
  void parametersOfOneLeaveThePatchAsItIs() {
    for (Transform transform :
        new Transform[] {
          new Brightness(1, ONE),
          new ContrastTransform(1, ONE),
          new Gamma(1, ONE, false),
          new Gamma(1, ONE, true),
          new LowResolution(1, 1, ONE, false),
          new GaussianNoise(1, new Range(0, 0)),
          new GaussianBlur(1, 1, new Range(1e-3, 1e-3))
        }) {
      Patch patch = Patches.random(2, 5, 6, 7);
      float[] before = patch.image().clone();
      transform.apply(patch, Patches.stream(2), new ScratchBuffers());
      for (int i = 0; i < before.length; i++) {
        assertThat(patch.image()[i]).as("%s", transform).isCloseTo(before[i], within(3e-6f));
      }
    }
  }
}
