package org.voxelbench.preparation.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;

class ResamplerTest {

  private static final double[] UNIT = {1, 1, 1};

  /** scikit-image: {@code resize(numpy.arange(8.0) ** 2, n, order, mode='edge')}. */
  @Test
  void resizesSquaresAsScikitImage() {
    assertThat(squares(3, 5))
        .containsExactly(
            floats(0.137585, 3.606785, 12.226896, 25.950002, 46.084485), within(1e-5f));
    assertThat(squares(3, 12))
        .containsExactly(
            floats(
                0, 0.296181, 1.351134, 3.355694, 6.25924, 10.019506, 14.677045, 20.333176, 26.58862,
                33.789602, 43.405226, 49),
            within(1e-5f));
    assertThat(squares(1, 5)).containsExactly(floats(0.3, 3.7, 12.5, 26.1, 45.1), within(1e-5f));
    assertThat(squares(1, 12))
        .containsExactly(
            floats(
                0, 0.5, 1.5, 3.5, 6.5, 10.166667, 14.833333, 20.5, 26.833333, 34.166667, 42.5, 49),
            within(1e-5f));
  }

  private static float[] squares(int order, int length) {
    float[] values = new float[8];
    for (int k = 0; k < 8; k++) {
      values[k] = k * k;
    }
    return new Resampler(order, 0, null)
        .resample(values, new int[] {1, 1, 8}, new int[] {1, 1, length}, UNIT, UNIT);
  }

  private static float[] floats(double... values) {
    float[] floats = new float[values.length];
    IntStream.range(0, values.length).forEach(i -> floats[i] = (float) values[i]);
    return floats;
  }

  /** The separable passes must commute: transposing before or after gives the same volume. */
  @Test
  void axesAreInterchangeable() {
    int[] shape = {37, 5, 41};
    int[] newShape = {20, 9, 60};
    int[] order = {2, 0, 1};
    float[] values = random(37 * 5 * 41);
    Resampler cubic = new Resampler(3, 0, false);

    float[] direct =
        AxisOrder.transpose(cubic.resample(values, shape, newShape, UNIT, UNIT), newShape, order);
    float[] turned =
        cubic.resample(
            AxisOrder.transpose(values, shape, order),
            AxisOrder.permute(shape, order),
            AxisOrder.permute(newShape, order),
            UNIT,
            UNIT);

    assertThat(turned).containsExactly(direct, within(1e-6f));
  }

  /** One label at a time, in ascending order, is what the reference does. */
  @Test
  void labelsEqualThoseResampledOneByOne() {
    int[] shape = {9, 15, 11};
    int[] newShape = {13, 11, 23};
    short[] labels = new short[9 * 15 * 11];
    RandomStream random = new RandomStreams(5).stream("labels");
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (short) random.nextInt(-1, 4);
    }
    Resampler linear = new Resampler(1, 0, false);
    short[] expected = new short[13 * 11 * 23];
    for (short label = -1; label < 4; label++) {
      float[] mask = new float[labels.length];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = labels[i] == label ? 1 : 0;
      }
      float[] share = linear.resample(mask, shape, newShape, UNIT, UNIT);
      for (int i = 0; i < share.length; i++) {
        if (share[i] >= 0.5f) {
          expected[i] = label;
        }
      }
    }

    short[] actual = linear.resampleLabels(labels, shape, newShape, UNIT, UNIT);

    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void roundsNewShapesHalfToEven() {
    assertThat(
            Resampler.newShape(
                new int[] {5, 7, 10}, new double[] {1, 1, 1}, new double[] {2, 2, 4}))
        .containsExactly(2, 4, 2);
  }

  @Test
  void refusesUnknownOrders() {
    assertThatThrownBy(() -> new Resampler(2, 0, null))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("order 2");
    assertThatThrownBy(() -> new Resampler(3, 1, null)).hasMessageContaining("order_z 1");
  }

  private static float[] random(int n) {
    RandomStream random = new RandomStreams(1).stream("volume");
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
