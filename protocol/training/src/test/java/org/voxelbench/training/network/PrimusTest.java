package org.voxelbench.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.PrimusArchitecture;
import org.voxelbench.preparation.plan.PrimusSize;

/**
 * Primus beside dynamic-network-architectures' class of that name; the resource was made by {@code
 * python primus.py > primus.json}, which lies beside it.
 */
class PrimusTest {

  private static final JsonNode GOLDEN = golden();
  private static final double TOLERANCE = 1e-5;

  private static JsonNode golden() {
    try (InputStream in = PrimusTest.class.getResourceAsStream("primus.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int[] ints(JsonNode array) {
    return GoldenArchitecture.integers(array).stream().mapToInt(Integer::intValue).toArray();
  }

  /** The formula of weights and input: 0.3 sin(0.7 i + 0.013 i^2 + shift) in C order. */
  private static NdArray wave(int[] shape, double shift) {
    float[] values = new float[Math.toIntExact(NdArray.size(shape))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.3 * Math.sin(0.7 * i + 0.013 * i * (double) i + shift));
    }
    return NdArray.of(shape, values);
  }

  private static Network network(JsonNode golden) {
    List<Integer> shape = GoldenArchitecture.integers(GOLDEN.get("shape"));
    PrimusSize size = new PrimusSize(24, 2, 2, golden.get("registers").asInt());
    return Network.of(new PrimusArchitecture(size, shape.subList(2, 5)), shape.get(1), 3, false);
  }

  /** Weights by the formula, numbered in the order of the Python package. */
  private static Map<String, NdArray> weights(JsonNode golden) {
    Map<String, NdArray> weights = new LinkedHashMap<>();
    golden
        .get("weights")
        .properties()
        .forEach(
            weight -> weights.put(weight.getKey(), wave(ints(weight.getValue()), weights.size())));
    return weights;
  }

  private static Map<String, NdArray> image() {
    return Map.of("image", wave(ints(GOLDEN.get("shape")), 0.5));
  }

  private static void check(String what, NdArray actual, JsonNode expected) {
    int every = GOLDEN.get("every").asInt();
    assertThat(expected).hasSize((actual.size() + every - 1) / every);
    for (int i = 0; i < expected.size(); i++) {
      assertThat((double) actual.at(i * every))
          .as("%s, value %d", what, i * every)
          .isCloseTo(expected.get(i).asDouble(), within(TOLERANCE));
    }
  }

  static Stream<Arguments> enginesAndCases() {
    List<Arguments> all = new ArrayList<>();
    for (String engine : List.of("torch", "nd4j")) {
      for (JsonNode golden : GOLDEN.get("cases")) {
        all.add(Arguments.of(engine, golden));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @CsvSource({"S", "B", "M", "L"})
  void theNamedSizesHaveThePackagesParameters(String name) {
    PrimusSize size =
        Map.of("S", PrimusSize.S, "B", PrimusSize.B, "M", PrimusSize.M, "L", PrimusSize.L)
            .get(name);
    GOLDEN
        .get("parameters")
        .get(name)
        .properties()
        .forEach(
            count -> {
              int outputs = Integer.parseInt(count.getKey());
              Network network =
                  Network.of(
                      new PrimusArchitecture(size, List.of(160, 160, 160)), 1, outputs, false);
              assertThat(network.weights().parameters())
                  .as("Primus-%s with %d outputs", name, outputs)
                  .isEqualTo(count.getValue().asLong());
            });
  }

  @Test
  void namesAndShapesAreThePackages() {
    for (JsonNode golden : GOLDEN.get("cases")) {
      List<String> expected = new ArrayList<>();
      golden
          .get("weights")
          .properties()
          .forEach(
              weight -> expected.add(weight.getKey() + Arrays.toString(ints(weight.getValue()))));
      List<String> actual = new ArrayList<>();
      network(golden)
          .weights()
          .shapes()
          .forEach((name, shape) -> actual.add(name + Arrays.toString(shape)));

      assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("enginesAndCases")
  void logitsAndGradientsAreThePackages(String id, JsonNode golden) {
    Network network = network(golden);
    Program objective =
        graph -> {
          Tensor logits = network.forward(graph, graph.input("image")).get(0);
          Tensor loss = graph.mul(graph.mean(graph.square(logits), false), 0.5);
          return Map.of(Program.LOSS, loss, "logits", logits);
        };
    try (Engine engine = TestEngines.named(id, Precision.FP32)) {
      Map<String, NdArray> outputs = TestEngines.run(engine, objective, weights(golden), image());
      check("logits", outputs.get("logits"), golden.get("logits"));
      Gradients gradients = TestEngines.gradients(engine, objective, weights(golden), image());
      assertThat(gradients.loss()).isCloseTo(golden.get("loss").asDouble(), within(TOLERANCE));
      golden
          .get("gradients")
          .properties()
          .forEach(
              weight ->
                  check(
                      weight.getKey(),
                      gradients.weights().get(weight.getKey()),
                      weight.getValue()));
      check("image", gradients.inputs().get("image"), golden.get("input_gradient"));
    }
  }

  @ParameterizedTest
  @CsvSource({"torch", "nd4j"})
  void tokensOfSomePlacesAreThePackages(String id) {
    JsonNode golden = GOLDEN.get("cases").get(0);
    float[] places = new float[6];
    for (int i = 0; i < places.length; i++) {
      places[i] = golden.get("kept").get(i / 3).get(i % 3).asInt();
    }
    TokenMasking masking =
        new TokenMasking() {
          @Override
          public Optional<Tensor> kept(Graph graph) {
            return Optional.of(graph.input("kept"));
          }
        };
    TokenEncoder encoder = network(golden).tokens().orElseThrow();
    Program tokens =
        graph -> Map.of("tokens", encoder.encode(graph, graph.input("image"), masking));
    Map<String, NdArray> inputs = new HashMap<>(image());
    inputs.put("kept", NdArray.of(new int[] {2, 3}, places));
    try (Engine engine = TestEngines.named(id, Precision.FP32)) {
      Map<String, NdArray> outputs = TestEngines.run(engine, tokens, weights(golden), inputs);
      check("tokens", outputs.get("tokens"), golden.get("tokens"));
    }
  }

  /** With all places kept in their order nothing is dropped, registers or not. */
  @Test
  void allPlacesAreTheWholeImage() {
    for (JsonNode golden : GOLDEN.get("cases")) {
      float[] all = new float[24];
      for (int i = 0; i < all.length; i++) {
        all[i] = i % 12;
      }
      TokenMasking masking =
          new TokenMasking() {
            @Override
            public Optional<Tensor> kept(Graph graph) {
              return Optional.of(graph.constant(NdArray.of(new int[] {2, 12}, all)));
            }
          };
      TokenEncoder encoder = network(golden).tokens().orElseThrow();
      Program both =
          graph ->
              Map.of(
                  "kept", encoder.encode(graph, graph.input("image"), masking),
                  "whole", encoder.encode(graph, graph.input("image"), TokenMasking.none()));
      try (Engine engine = TestEngines.open(Precision.FP32)) {
        Map<String, NdArray> outputs = TestEngines.run(engine, both, weights(golden), image());
        assertThat(Closeness.largest(outputs.get("kept"), outputs.get("whole"))).isZero();
      }
    }
  }

  @Test
  void everyWeightIsOfSomePart() {
    Map<NetworkPart, Integer> counts = new HashMap<>();
    Network network = network(GOLDEN.get("cases").get(1));
    network.weights().names().forEach(name -> counts.merge(network.part(name), 1, Integer::sum));

    assertThat(counts)
        .containsOnly(
            Map.entry(NetworkPart.STEM, 2),
            Map.entry(NetworkPart.ENCODER, 1 + 1 + 2 * 23 + 2),
            Map.entry(NetworkPart.DECODER, 8),
            Map.entry(NetworkPart.HEAD, 2));
  }

  @Test
  void aPatchOfAnotherSizeAndDeepSupervisionAreRefused() {
    assertThatThrownBy(() -> new PrimusArchitecture(PrimusSize.S, List.of(32, 36, 32)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("multiples of 8 voxels")
        .hasMessageContaining("[32, 36, 32]");
    PrimusArchitecture architecture = new PrimusArchitecture(PrimusSize.S, List.of(32, 32, 32));
    assertThatThrownBy(() -> Network.of(architecture, 1, 2, true))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("deepSupervision");
    assertThatThrownBy(() -> new PrimusSize(100, 2, 4, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("multiple of 6 times its heads (4)");
  }

  /** Each weight starts as the package's constructor draws it: means and deviations. */
  @Test
  void weightsStartAsThePackageDrawsThem() {
    Network network =
        Network.of(
            new PrimusArchitecture(new PrimusSize(96, 4, 2, 0), List.of(32, 32, 32)), 1, 3, false);
    Map<String, NdArray> drawn =
        Initialization.PYTORCH.draw(network.weights(), new RandomStreams(3));

    assertThat(deviation(drawn, "eva.blocks.1.attn.q_proj.weight")).isCloseTo(0.02, within(1e-3));
    assertThat(deviation(drawn, "eva.blocks.1.mlp.fc2.weight")).isCloseTo(0.01, within(1e-3));
    assertThat(deviation(drawn, "eva.pos_embed")).isCloseTo(0.02, within(1e-3));
    assertThat(deviation(drawn, "down_projection.proj.weight"))
        .isCloseTo(Math.sqrt(2 / (1 + 1e-4) / 512), within(1e-3));
    assertThat(drawn.get("eva.blocks.3.gamma_2").floats()).containsOnly(0.1f);
    assertThat(drawn.get("eva.blocks.0.norm1.weight").floats()).containsOnly(1);
    assertThat(drawn.get("eva.blocks.0.attn.proj.bias").floats()).containsOnly(0);
    Map<String, NdArray> other = Initialization.HE.draw(network.weights(), new RandomStreams(3));
    assertThat(other.get("eva.pos_embed").floats())
        .containsExactly(drawn.get("eva.pos_embed").floats());
  }

  private static double deviation(Map<String, NdArray> drawn, String name) {
    double sum = 0;
    for (float value : drawn.get(name).floats()) {
      sum += value * (double) value;
    }
    return Math.sqrt(sum / drawn.get(name).size());
  }

  /** A branch is kept in so many draws as its rate says, and its expectation stays. */
  @Test
  void droppedBranchesHaveTheirRates() {
    Network network = network(GOLDEN.get("cases").get(0));
    RandomStreams streams = new RandomStreams(1);
    int samples = 4000;
    NdArray factors =
        network.noise(samples, sample -> streams.stream("drop", sample)).values().iterator().next();

    assertThat(factors.shape()).containsExactly(samples, 4);
    double[] sums = new double[4];
    for (int i = 0; i < factors.size(); i++) {
      sums[i % 4] += factors.at(i);
      assertThat((double) factors.at(i)).isIn(i % 4 < 2 ? List.of(1.0) : List.of(0.0, 1.25));
    }
    for (double sum : sums) {
      assertThat(sum / samples).isCloseTo(1, within(0.03));
    }
  }
}
