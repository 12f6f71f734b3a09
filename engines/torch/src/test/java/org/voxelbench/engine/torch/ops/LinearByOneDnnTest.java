package org.voxelbench.engine.torch.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

/** A linear layer gives in 32-bit floats what it gives in 64-bit ones, whichever way is taken. */
class LinearByOneDnnTest {

  @BeforeEach
  void needsTheProcessor() {
    TestDevice.assumeCpu("a linear layer by oneDNN");
  }

  private static NdArray wave(double frequency, int... shape) {
    float[] values = new float[(int) NdArray.size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(frequency * (i + 1) * (i % 7 + 1));
    }
    return NdArray.of(shape, values);
  }

  private static Program program(boolean biased, boolean turned) {
    return g -> {
      var x = turned ? g.permute(g.input("x"), 0, 2, 1) : g.input("x");
      var y = g.linear(x, g.weight("w"), biased ? g.weight("b") : null);
      var shift = g.mean(g.weight("b"), false);
      return Map.of("y", y, Program.LOSS, g.add(g.mean(g.square(y), false), shift));
    };
  }

  @ParameterizedTest
  @CsvSource({
    "96, 80, 72, true, false", // more rows than the weight has
    "40, 80, 136, true, false", // fewer
    "40, 80, 136, false, true",
    "96, 80, 72, false, false",
    "80, 96, 72, true, true", // rows that don't lie side by side
    "5, 80, 72, true, false", // too few rows
    "96, 80, 3, true, false" // too short rows
  })
  void agreesWithDouble(int rows, int inputs, int outputs, boolean biased, boolean turned) {
    Map<String, NdArray> initial = new LinkedHashMap<>();
    initial.put("w", wave(0.7, outputs, inputs));
    initial.put("b", wave(0.3, outputs));
    NdArray x = turned ? wave(0.11, 2, inputs, rows) : wave(0.11, 2, rows, inputs);
    double[][] single = run(Precision.FP32, program(biased, turned), initial, x);
    double[][] twice = run(Precision.FP64, program(biased, turned), initial, x);
    for (int i = 0; i < twice.length; i++) {
      double largest = Arrays.stream(twice[i]).map(Math::abs).max().orElseThrow();
      double[] difference = new double[twice[i].length];
      for (int k = 0; k < difference.length; k++) {
        difference[k] = Math.abs(single[i][k] - twice[i][k]) / largest;
      }
      assertThat(Arrays.stream(difference).max().orElseThrow()).isLessThan(5e-6);
    }
  }

  @Test
  void takesLargeLayersInSinglePrecisionAlone() {
    try (PointerScope temporaries = new PointerScope()) {
      var x = torch.zeros(2, 96, 80);
      var weight = torch.zeros(72, 80);
      assertThat(LinearByOneDnn.helps(x, weight)).isTrue();
      assertThat(LinearByOneDnn.helps(x.narrow(1, 0, 5), weight)).isFalse();
      assertThat(LinearByOneDnn.helps(x, weight.narrow(0, 0, 3))).isFalse();
      assertThat(LinearByOneDnn.helps(x.to(ScalarType.Double), weight.to(ScalarType.Double)))
          .isFalse();
    }
  }

  /** Output and the gradients by weight, bias and input. */
  private static double[][] run(
      Precision precision, Program program, Map<String, NdArray> initial, NdArray x) {
    try (Engine engine = new TorchEngineProvider().open(TestDevice.in(precision));
        Weights weights = engine.weights(initial);
        Batch batch = engine.stage(Map.of("x", x));
        Inference inference = engine.inference(program, weights)) {
      Gradients gradients = engine.gradients(program, weights, batch);
      return new double[][] {
        inference.run(batch).get("y").doubles(),
        gradients.weights().get("w").doubles(),
        gradients.weights().get("b").doubles(),
        gradients.inputs().get("x").doubles()
      };
    }
  }
}
