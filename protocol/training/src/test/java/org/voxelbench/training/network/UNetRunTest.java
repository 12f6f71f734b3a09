package org.voxelbench.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.preparation.plan.UNetArchitecture;

/** Rules of the network's runs that hold without golden data. */
class UNetRunTest {

  private static Engine engine;

  @BeforeAll
  static void open() {
    engine = TestEngines.open(Precision.FP32);
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static Map<String, NdArray> image(int... shape) {
    RandomStream random = new RandomStreams(1).stream("image");
    float[] values = new float[Math.toIntExact(NdArray.size(shape))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Map.of("image", NdArray.of(shape, values));
  }

  private static Map<String, NdArray> run(Network network, Program program, int... shape) {
    Map<String, NdArray> weights = Initialization.HE.draw(network.weights(), new RandomStreams(2));
    return TestEngines.run(engine, program, weights, image(shape));
  }

  private static Map<String, Tensor> numbered(List<Tensor> tensors) {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    for (Tensor tensor : tensors) {
      outputs.put(String.valueOf(outputs.size()), tensor);
    }
    return outputs;
  }

  @Test
  void skipsAndLogitsHaveTheResolutionsOfTheStrides() {
    for (NetworkKind kind : NetworkKind.values()) {
      UNetArchitecture flat = Architectures.smallFlat();
      Network network =
          Network.of(
              new UNetArchitecture(
                  kind,
                  flat.features(),
                  flat.blocks(),
                  flat.kernels(),
                  flat.strides(),
                  List.of(2, 1)),
              2,
              3,
              true);
      Map<String, NdArray> skips =
          run(
              network,
              graph -> numbered(network.encode(graph, graph.input("image"))),
              1,
              2,
              6,
              8,
              12);
      assertThat(skips.get("0").shape()).containsExactly(1, 4, 6, 8, 12);
      assertThat(skips.get("1").shape()).containsExactly(1, 6, 6, 4, 6);
      assertThat(skips.get("2").shape()).containsExactly(1, 8, 3, 2, 3);
      Map<String, NdArray> logits =
          run(
              network,
              graph -> numbered(network.forward(graph, graph.input("image"))),
              1,
              2,
              6,
              8,
              12);
      assertThat(logits).hasSize(2);
      assertThat(logits.get("0").shape()).containsExactly(1, 3, 6, 8, 12);
      assertThat(logits.get("1").shape()).containsExactly(1, 3, 6, 4, 6);
    }
  }

  @Test
  void aPlainStageIsConvolutionNormAndActivationInTurn() {
    Network network =
        Network.of(
            Architectures.isotropic(NetworkKind.PLAIN, List.of(3, 5), List.of(2, 1)), 1, 2, false);
    Program program =
        graph -> {
          List<Tensor> skips = network.encode(graph, graph.input("image"));
          Tensor x = graph.input("image");
          x = unit(graph, x, "encoder.stages.0.0.convs.0", 1);
          x = unit(graph, x, "encoder.stages.0.0.convs.1", 1);
          Tensor y = unit(graph, x, "encoder.stages.1.0.convs.0", 2);
          return Map.of(
              "0", graph.sub(skips.get(0), x),
              "1", graph.sub(skips.get(1), y));
        };
    run(network, program, 1, 1, 4, 4, 6)
        .values()
        .forEach(difference -> assertThat(Closeness.largest(difference)).isZero());
  }

  private static Tensor unit(Graph graph, Tensor x, String name, int stride) {
    Tensor y =
        graph.conv3d(
            x,
            graph.weight(name + ".conv.weight"),
            graph.weight(name + ".conv.bias"),
            new int[] {stride, stride, stride},
            new int[] {1, 1, 1});
    y =
        graph.instanceNorm(
            y, graph.weight(name + ".norm.weight"), graph.weight(name + ".norm.bias"), 1e-5);
    return graph.leakyRelu(y, 0.01);
  }

  @Test
  void aResidualBlockStartsAsItsSkip() {
    Network network =
        Network.of(
            Architectures.isotropic(NetworkKind.RESIDUAL_ENCODER, List.of(4, 4), List.of(3, 1)),
            1,
            1,
            false);
    Program program =
        graph -> {
          Tensor stem = unit(graph, graph.input("image"), "encoder.stem.convs.0", 1);
          Tensor expected = stem;
          for (int block = 0; block < 3; block++) {
            expected = graph.leakyRelu(expected, 0.01);
          }
          Tensor actual = network.encode(graph, graph.input("image")).get(0);
          return Map.of("difference", graph.sub(actual, expected));
        };
    Map<String, NdArray> outputs = run(network, program, 1, 1, 4, 4, 4);
    assertThat(Closeness.largest(outputs.get("difference"))).isCloseTo(0, within(1e-6));
  }

  @Test
  void otherLayersReplaceEveryConvolutionPoolingAndNormOfTheEncoder() {
    Network network = Network.of(Architectures.small(), 1, 2, false);
    List<String> calls = new ArrayList<>();
    EncoderLayers counting =
        new EncoderLayers() {
          @Override
          public Tensor conv(
              Graph graph, Tensor x, Tensor weight, Tensor bias, int[] stride, int[] padding) {
            calls.add(bias == null ? "projection" : "conv");
            Tensor y = EncoderLayers.dense().conv(graph, x, weight, bias, stride, padding);
            return graph.mul(y, 0);
          }

          @Override
          public Tensor avgPool(Graph graph, Tensor x, int[] kernel) {
            calls.add("pool");
            return EncoderLayers.dense().avgPool(graph, x, kernel);
          }

          @Override
          public Tensor instanceNorm(Graph graph, Tensor x, Tensor gamma, Tensor beta, double eps) {
            calls.add("norm");
            return EncoderLayers.dense().instanceNorm(graph, x, gamma, beta, eps);
          }
        };
    Map<String, NdArray> skips =
        run(
            network,
            graph -> {
              // An engine may build a program more than once; one build is counted.
              calls.clear();
              return numbered(network.encode(graph, graph.input("image"), counting));
            },
            1,
            1,
            8,
            8,
            8);
    // Stem, four blocks of two, two pooled and projected skips.
    assertThat(calls).hasSize(9 + 2 + 2 + 11);
    assertThat(calls.stream().filter("pool"::equals)).hasSize(2);
    assertThat(calls.stream().filter("projection"::equals)).hasSize(2);
    skips.values().forEach(skip -> assertThat(Closeness.largest(skip)).isZero());
  }

  @Test
  void aPatchThatTheStridesDoNotDivideIsRefused() {
    Network network = Network.of(Architectures.small(), 1, 2, false);
    Program program = graph -> numbered(network.forward(graph, graph.input("image")));
    assertThatThrownBy(() -> run(network, program, 1, 1, 8, 6, 8))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("[4, 4, 4]")
        .hasMessageContaining("[1, 1, 8, 6, 8]");
  }
}
