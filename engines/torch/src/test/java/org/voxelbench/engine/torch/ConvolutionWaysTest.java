package org.voxelbench.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

/** A convolution's result does not depend on the way that the processor makes the engine take. */
class ConvolutionWaysTest {

  private static final int KERNEL = 3;

  @BeforeEach
  void needsTheProcessor() {
    TestDevice.assumeCpu("the way that a convolution takes");
  }

  /** Small whole numbers: exact in bfloat16, and so are their products and sums in 32 bits. */
  private static NdArray whole(int factor, int... shape) {
    float[] values = new float[(int) NdArray.size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.floorMod(factor * (i + i / 7 + i / 61), 7) - 3;
    }
    return NdArray.of(shape, values);
  }

  private static Map<String, NdArray> weights(int... kernel) {
    Map<String, NdArray> weights = new LinkedHashMap<>();
    weights.put("w", whole(5, kernel));
    weights.put("b", whole(3, kernel[0]));
    return weights;
  }

  private static Program convolution(int stride, int depthPadding) {
    return g -> {
      var y =
          g.conv3d(
              g.input("x"),
              g.weight("w"),
              g.weight("b"),
              new int[] {stride, stride, stride},
              new int[] {depthPadding, 1, 1});
      return Map.of("y", y, Program.LOSS, g.sum(g.mul(y, g.input("factor")), false));
    };
  }

  @ParameterizedTest
  @CsvSource({"8, 1, 1", "16, 2, 1", "9, 1, 2", "16, 1, 0", "3, 1, 1"})
  void gradientsAreExactOnWholeNumbers(int channels, int stride, int depthPadding) {
    Program program = convolution(stride, depthPadding);
    int[] size = {10, 14, 12};
    int[] out = {2, 16, 0, 0, 0};
    for (int axis = 0; axis < 3; axis++) {
      int padding = axis == 0 ? depthPadding : 1;
      out[axis + 2] = (size[axis] + 2 * padding - KERNEL) / stride + 1;
    }
    Map<String, NdArray> initial = weights(16, channels, KERNEL, KERNEL, KERNEL);
    Map<String, NdArray> inputs =
        Map.of("x", whole(2, 2, channels, size[0], size[1], size[2]), "factor", whole(4, out));

    double[][] single = gradients(Precision.FP32, program, initial, inputs);
    double[][] twice = gradients(Precision.FP64, program, initial, inputs);

    assertThat(single).isDeepEqualTo(twice);
  }

  private static double[][] gradients(
      Precision precision,
      Program program,
      Map<String, NdArray> initial,
      Map<String, NdArray> inputs) {
    try (Engine engine = open(precision);
        Weights weights = engine.weights(initial);
        Batch batch = engine.stage(inputs)) {
      Gradients gradients = engine.gradients(program, weights, batch);
      return new double[][] {
        gradients.weights().get("w").doubles(),
        gradients.weights().get("b").doubles(),
        gradients.inputs().get("x").doubles()
      };
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16})
  void bfloat16RoundsTheExactSumOnce(int channels) {
    Program program = g -> Map.of("y", convolution(1, 1).build(g).get("y"));
    assertRoundedOnce(program, weights(16, channels, KERNEL, KERNEL, KERNEL), channels);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 16})
  void bfloat16RoundsTheExactSumOfATransposedConvolutionOnce(int channels) {
    int[] twice = {2, 2, 2};
    Program program = g -> Map.of("y", g.convTranspose3d(g.input("x"), g.weight("w"), null, twice));
    assertRoundedOnce(program, weights(channels, 8, 2, 2, 2), channels);
  }

  private static void assertRoundedOnce(
      Program program, Map<String, NdArray> initial, int channels) {
    Map<String, NdArray> inputs =
        Map.of("x", whole(2, 2, channels, 6, 8, 10), "factor", NdArray.of(new int[0], 0f));
    double[] exact = run(Precision.FP64, program, initial, inputs);
    double[] rounded = run(Precision.BF16, program, initial, inputs);
    for (int i = 0; i < exact.length; i++) {
      exact[i] = toBfloat16((float) exact[i]);
    }
    assertThat(rounded).isEqualTo(exact);
  }

  /** To the nearest of 8 significant bits, ties to the even one. */
  private static float toBfloat16(float value) {
    int bits = Float.floatToIntBits(value);
    int odd = bits >>> 16 & 1;
    return Float.intBitsToFloat((bits + 0x7FFF + odd) & 0xFFFF0000);
  }

  private static double[] run(
      Precision precision,
      Program program,
      Map<String, NdArray> initial,
      Map<String, NdArray> inputs) {
    try (Engine engine = open(precision);
        Weights weights = engine.weights(initial);
        Batch batch = engine.stage(inputs);
        Inference inference = engine.inference(program, weights)) {
      return inference.run(batch).get("y").doubles();
    }
  }

  private static Engine open(Precision precision) {
    return new TorchEngineProvider().open(TestDevice.in(precision));
  }
}
