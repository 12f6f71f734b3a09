package org.voxelbench.training.network;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.junit.jupiter.api.Test;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.FeatureMaps;
import org.voxelbench.preparation.plan.UNetArchitecture;

/**
 * The plain U-Net beside dynamic-network-architectures' {@code PlainConvUNet}; the resource was
 * made by {@code python plain_conv_unet.py > plain_conv_unet.json}, which lies beside it.
 */
class PlainConvUNetTest {

  private final JsonNode golden = golden();
  private final Network network =
      Network.of(
          GoldenArchitecture.of("PlainConvUNet", golden.get("config")),
          golden.get("config").get("input_channels").asInt(),
          golden.get("config").get("num_classes").asInt(),
          true);

  private static JsonNode golden() {
    try (InputStream in = PlainConvUNetTest.class.getResourceAsStream("plain_conv_unet.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int[] ints(JsonNode array) {
    return GoldenArchitecture.integers(array).stream().mapToInt(Integer::intValue).toArray();
  }

  /** The formula of weights and input: 0.3 sin(0.7 i + shift) in C order. */
  private static NdArray wave(int[] shape, double shift) {
    float[] values = new float[Math.toIntExact(NdArray.size(shape))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.3 * Math.sin(0.7 * i + shift));
    }
    return NdArray.of(shape, values);
  }

  @Test
  void namesAndShapesAreNnUNetsInItsOrder() {
    List<String> expected = new ArrayList<>();
    golden
        .get("weights")
        .properties()
        .forEach(
            weight -> expected.add(weight.getKey() + Arrays.toString(ints(weight.getValue()))));
    List<String> actual = new ArrayList<>();
    network.weights().shapes().forEach((name, shape) -> actual.add(name + Arrays.toString(shape)));

    assertThat(actual).containsExactlyElementsOf(expected);
    assertThat(network.weights().parameters()).isEqualTo(golden.get("parameters").asLong());
    assertThat(network.inputKernel()).isEqualTo(network.weights().names().iterator().next());
  }

  @Test
  void thePlannerCountsItsFeatureMapsAsNnUNetDoes() {
    int[] shape = ints(golden.get("input_shape"));

    assertThat(
            FeatureMaps.count(
                UNetArchitecture.of(network.architecture()),
                new int[] {shape[2], shape[3], shape[4]},
                network.outputChannels(),
                true))
        .isEqualTo(golden.get("feature_maps").asLong());
  }

  @Test
  void everyWeightIsOfSomePart() {
    Map<NetworkPart, Integer> counts = new HashMap<>();
    network.weights().names().forEach(name -> counts.merge(network.part(name), 1, Integer::sum));

    assertThat(counts)
        .containsOnly(
            Map.entry(NetworkPart.STEM, 4),
            Map.entry(NetworkPart.ENCODER, 20),
            Map.entry(NetworkPart.DECODER, 20),
            Map.entry(NetworkPart.HEAD, 4));
  }

  @Test
  void logitsOfAllDepthsArePyTorchs() {
    Map<String, NdArray> parameters = new LinkedHashMap<>();
    network
        .weights()
        .shapes()
        .forEach((name, shape) -> parameters.put(name, wave(shape, parameters.size())));
    NdArray image = wave(ints(golden.get("input_shape")), 0.5);
    JsonNode expected = golden.get("logits");
    int every = golden.get("every").asInt();
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      Map<String, NdArray> outputs =
          TestEngines.run(engine, this::logits, parameters, Map.of("image", image));
      assertThat(outputs).hasSize(expected.size());
      for (int depth = 0; depth < expected.size(); depth++) {
        NdArray logits = outputs.get("logits" + depth);
        JsonNode values = expected.get(depth).get("values");
        assertThat(logits.shape()).containsExactly(ints(expected.get(depth).get("shape")));
        for (int i = 0; i < values.size(); i++) {
          assertThat((double) logits.at(i * every))
              .as("depth %d, value %d", depth, i)
              .isCloseTo(values.get(i).asDouble(), within(2e-5));
        }
      }
    }
  }

  private Map<String, Tensor> logits(Graph graph) {
    List<Tensor> logits = network.forward(graph, graph.input("image"));
    Map<String, Tensor> named = new HashMap<>();
    logits.forEach(output -> named.put("logits" + named.size(), output));
    return named;
  }
}
