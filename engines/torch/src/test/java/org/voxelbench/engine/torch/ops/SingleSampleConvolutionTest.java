package org.voxelbench.engine.torch.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voxelbench.engine.torch.ops.Waves.wave;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.TestDevice;
import org.voxelbench.engine.Weights;
import org.voxelbench.engine.torch.TorchEngineProvider;

/** One sample gives in 32-bit floats what it gives in 64-bit ones, whichever way is taken. */
class SingleSampleConvolutionTest {

  private static final int[] ONES = {1, 1, 1};

  private static final Program PROGRAM =
      g -> {
        var y = g.conv3d(g.input("x"), g.weight("w"), g.weight("b"), ONES, ONES);
        return Map.of("y", y, Program.LOSS, g.mean(g.square(y), false));
      };

  @BeforeEach
  void needsTheProcessor() {
    TestDevice.assumeCpu("the convolution of one sample");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 24})
  void agreesWithDouble(int channels) {
    Map<String, NdArray> initial = new LinkedHashMap<>();
    initial.put("w", wave(0.7, 16, channels, 3, 3, 3));
    initial.put("b", wave(0.3, 16));
    NdArray x = wave(0.11, 1, channels, 9, 12, 10);
    double[][] single = run(Precision.FP32, initial, x);
    double[][] twice = run(Precision.FP64, initial, x);
    for (int i = 0; i < twice.length; i++) {
      double largest = Arrays.stream(twice[i]).map(Math::abs).max().orElseThrow();
      double[] difference = new double[twice[i].length];
      for (int k = 0; k < difference.length; k++) {
        difference[k] = Math.abs(single[i][k] - twice[i][k]) / largest;
      }
      assertThat(Arrays.stream(difference).max().orElseThrow()).isLessThan(5e-6);
    }
  }

  /** Output and the gradients by weight, bias and input. */
  private static double[][] run(Precision precision, Map<String, NdArray> initial, NdArray x) {
    try (Engine engine = new TorchEngineProvider().open(TestDevice.in(precision));
        Weights weights = engine.weights(initial);
        Batch batch = engine.stage(Map.of("x", x));
        Inference inference = engine.inference(PROGRAM, weights)) {
      Gradients gradients = engine.gradients(PROGRAM, weights, batch);
      return new double[][] {
        inference.run(batch).get("y").doubles(),
        gradients.weights().get("w").doubles(),
        gradients.weights().get("b").doubles(),
        gradients.inputs().get("x").doubles()
      };
    }
  }
}
