package org.voxelbench.engine.torch.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voxelbench.engine.torch.ops.Waves.wave;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;
import org.voxelbench.engine.TestDevice;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;
import org.voxelbench.engine.torch.TorchEngineProvider;

/** Linear layers give in 32-bit floats what they give in 64-bit ones, whichever way is taken. */
class LinearLayersTest {

  @BeforeEach
  void needsTheProcessor() {
    TestDevice.assumeCpu("a linear layer by oneDNN");
  }

  /** How a program uses the layer. */
  private enum Use {
    ONCE,
    /** Rows that don't lie side by side. */
    OF_TURNED_ROWS,
    /** One weight in two layers, and beside them in the loss. */
    SHARED,
    /** With a weight that was computed. */
    OF_COMPUTED_WEIGHT,
    /** With a weight that was computed and is read by two layers. */
    OF_SHARED_COMPUTED_WEIGHT,
    /** Two of them in a row with a value around each, as in a transformer. */
    RESIDUAL,
    /** Beside weights of which one gradient may serve as both, before the layer and behind. */
    BESIDE_SUMS_OF_WEIGHTS,
    /** With an output that the program returns and reads again. */
    OF_RETURNED_OUTPUT,
    /** Beside a layer that the loss doesn't depend on. */
    BESIDE_UNUSED
  }

  private static Program program(boolean biased, Use use) {
    return g -> {
      Tensor x = use == Use.OF_TURNED_ROWS ? g.permute(g.input("x"), 0, 2, 1) : g.input("x");
      Tensor w = g.weight("w");
      Tensor b = biased ? g.weight("b") : null;
      Tensor y = g.linear(x, use == Use.OF_COMPUTED_WEIGHT ? g.mul(w, 1.5) : w, b);
      Tensor loss = g.add(meanSquare(g, y), g.mean(g.weight("b"), false));
      return Map.of("y", y, Program.LOSS, g.add(loss, more(g, use, x, y, b)));
    };
  }

  private static Tensor more(Graph g, Use use, Tensor x, Tensor y, Tensor b) {
    Tensor w = g.weight("w");
    return switch (use) {
      case ONCE, OF_TURNED_ROWS, OF_COMPUTED_WEIGHT -> g.scalar(0);
      case SHARED -> g.add(meanSquare(g, g.linear(g.square(x), w, b)), meanSquare(g, w));
      case OF_SHARED_COMPUTED_WEIGHT -> {
        Tensor twice = g.mul(w, 2);
        Tensor sum = g.add(g.linear(g.square(x), twice, b), g.linear(g.mul(x, 3), twice, null));
        yield meanSquare(g, sum);
      }
      case RESIDUAL -> {
        Tensor between = g.add(g.square(y), g.mul(y, 0.5));
        Tensor back = g.linear(between, g.permute(w, 1, 0), null);
        yield meanSquare(g, g.add(x, g.mul(g.add(back, x), 0.1)));
      }
      case BESIDE_SUMS_OF_WEIGHTS -> {
        Tensor before = g.linear(g.add(y, rowSum(g)), g.permute(w, 1, 0), null);
        yield g.add(meanSquare(g, before), meanSquare(g, rowSum(g)));
      }
      case OF_RETURNED_OUTPUT -> meanSquare(g, g.linear(y, g.permute(w, 1, 0), null));
      case BESIDE_UNUSED -> {
        g.linear(g.square(x), w, b);
        yield g.scalar(0);
      }
    };
  }

  private static Tensor meanSquare(Graph g, Tensor x) {
    return g.mean(g.square(x), false);
  }

  /** Two weights as rows, added: both have views of one gradient. */
  private static Tensor rowSum(Graph g) {
    int length = g.weight("b").shape()[0];
    return g.add(g.reshape(g.weight("b"), 1, length), g.reshape(g.weight("c"), 1, length));
  }

  @ParameterizedTest
  @CsvSource({
    "96, 80, 72, true, ONCE", // more rows than the weight has
    "40, 80, 136, true, ONCE", // fewer
    "40, 80, 136, false, OF_TURNED_ROWS",
    "96, 80, 72, false, ONCE",
    "80, 96, 72, true, OF_TURNED_ROWS",
    "40, 80, 136, true, SHARED",
    "40, 80, 136, false, SHARED",
    "40, 80, 136, true, OF_COMPUTED_WEIGHT",
    "40, 80, 136, true, OF_SHARED_COMPUTED_WEIGHT",
    "40, 80, 136, true, RESIDUAL",
    "40, 80, 136, false, RESIDUAL",
    "40, 80, 136, true, BESIDE_SUMS_OF_WEIGHTS",
    "40, 80, 136, true, OF_RETURNED_OUTPUT",
    "40, 80, 136, true, BESIDE_UNUSED",
    "5, 80, 72, true, ONCE", // too few rows
    "96, 80, 3, true, ONCE" // too short rows
  })
  void agreeWithDouble(int rows, int inputs, int outputs, boolean biased, Use use) {
    NdArray x =
        use == Use.OF_TURNED_ROWS ? wave(0.11, 2, inputs, rows) : wave(0.11, 2, rows, inputs);
    Map<String, NdArray> initial = initial(inputs, outputs);

    assertAgree(
        run(Precision.FP32, program(biased, use), initial, x),
        run(Precision.FP64, program(biased, use), initial, x));
  }

  private static Map<String, NdArray> initial(int inputs, int outputs) {
    Map<String, NdArray> initial = new LinkedHashMap<>();
    initial.put("w", wave(0.7, outputs, inputs));
    initial.put("b", wave(0.3, outputs));
    initial.put("c", wave(0.9, outputs));
    return initial;
  }

  private static void assertAgree(double[][] single, double[][] twice) {
    for (int i = 0; i < twice.length; i++) {
      double largest = Arrays.stream(twice[i]).map(Math::abs).max().orElseThrow();
      double[] difference = new double[twice[i].length];
      for (int k = 0; k < difference.length; k++) {
        difference[k] = Math.abs(single[i][k] - twice[i][k]) / Math.max(largest, Double.MIN_NORMAL);
      }
      assertThat(Arrays.stream(difference).max().orElseThrow()).isLessThan(5e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"w", "b"})
  void moveNoFrozenWeight(String trainable) {
    Map<String, NdArray> initial = initial(80, 136);

    assertAgree(
        trained(Precision.FP32, initial, trainable), trained(Precision.FP64, initial, trainable));
  }

  /** The weights after two steps in which one alone moves. */
  private static double[][] trained(
      Precision precision, Map<String, NdArray> initial, String trainable) {
    Optimizer rule = new Optimizer.Sgd(0.9, true, 0, 12);
    try (Engine engine = new TorchEngineProvider().open(TestDevice.in(precision));
        Weights weights = engine.weights(initial);
        Batch batch = engine.stage(Map.of("x", wave(0.11, 2, 40, 80)));
        Training training =
            engine.training(program(true, Use.ONCE), weights, Set.of(trainable), rule)) {
      training.step(batch, 0.1);
      training.step(batch, 0.1);
      Map<String, NdArray> moved = weights.snapshot();
      return new double[][] {moved.get("w").doubles(), moved.get("b").doubles()};
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

  /** Output and the gradients by weight, bias, the other row and input. */
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
        gradients.weights().get("c").doubles(),
        gradients.inputs().get("x").doubles()
      };
    }
  }
}
