package org.voxelbench.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Weights;

/** Maps no deeper than the kernel: gradients by the weights are those of 64-bit floats. */
class ShallowMapsTest {

  private static final int CHANNELS = 16;

  private static NdArray random(int seed, int... shape) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[(int) NdArray.size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return NdArray.of(shape, values);
  }

  private static NdArray gradient(Precision precision, int depth, int kernel, int stride) {
    int[] padding = {kernel / 2, kernel / 2, kernel / 2};
    int[] step = {stride, stride, stride};
    Program objective =
        g ->
            Map.of(
                Program.LOSS,
                g.sum(g.square(g.conv3d(g.input("x"), g.weight("w"), null, step, padding)), false));
    try (Engine engine = new Nd4jEngineProvider().open(EngineOptions.cpu(precision));
        Weights weights =
            engine.weights(Map.of("w", random(1, CHANNELS, CHANNELS, kernel, kernel, kernel)));
        Batch batch = engine.stage(Map.of("x", random(2, 2, CHANNELS, depth, 4, 4)))) {
      return engine.gradients(objective, weights, batch).weights().get("w");
    }
  }

  @ParameterizedTest(name = "depth {0}, kernel {1}, stride {2}")
  @CsvSource({"1, 3, 1", "2, 3, 1", "2, 3, 2", "3, 3, 1", "3, 3, 2", "4, 5, 1", "5, 5, 2"})
  void gradientsAreThoseOfDoublePrecision(int depth, int kernel, int stride) {
    NdArray found = gradient(Precision.FP32, depth, kernel, stride);
    NdArray expected = gradient(Precision.FP64, depth, kernel, stride);
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < expected.size(); i++) {
      difference += Math.pow(found.at(i) - expected.at(i), 2);
      norm += Math.pow(expected.at(i), 2);
    }
    assertThat(Math.sqrt(difference / norm)).isCloseTo(0, within(1e-5));
  }
}
