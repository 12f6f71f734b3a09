package org.voxelbench.methods.spark3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;
import org.voxelbench.methods.SslGolden;
import org.voxelbench.methods.mae.MaskedError;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.training.loop.PretextProgram;
import org.voxelbench.training.network.Architectures;
import org.voxelbench.training.network.Closeness;
import org.voxelbench.training.network.GoldenCase;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.TestEngines;
import org.voxelbench.training.network.WeightNames;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.transfer.TransferScope;

/** The sparse encoder, its norm, and the variants of what fills its outputs, with gradients. */
public final class SparkGolden implements SslGolden {

  private static final double OUTPUT = 5e-5;
  private static final double GRADIENT = 1e-5;

  /** In 64 bits only the rounding of the stored values is left. */
  private static final double STORED = 1e-6;

  @Override
  public String topic() {
    return "ssl/spark";
  }

  @Override
  public List<DynamicTest> tests(GoldenCase golden) {
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(DynamicTest.dynamicTest("instance norm", () -> norm(golden)));
    tests.add(DynamicTest.dynamicTest("encoder", () -> encoder(golden)));
    golden
        .json()
        .get("variants")
        .fields()
        .forEachRemaining(
            entry ->
                tests.add(
                    DynamicTest.dynamicTest(
                        entry.getKey(), () -> variant(golden, entry.getKey(), entry.getValue()))));
    return tests;
  }

  private static Network network(GoldenCase golden) {
    JsonNode config = golden.json().get("config");
    return Network.of(
        Architectures.isotropic(
            NetworkKind.RESIDUAL_ENCODER,
            integers(config.get("feats")),
            integers(config.get("blocks"))),
        1,
        1,
        false);
  }

  private static List<Integer> integers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asInt).toList();
  }

  private static Map<String, NdArray> inputs(GoldenCase golden) {
    return Map.of("image", golden.tensors().get("input"), "visible", golden.tensors().get("mask"));
  }

  private static void norm(GoldenCase golden) {
    Map<String, NdArray> unit = golden.under("unit_in/");
    Map<String, NdArray> inputs = new HashMap<>(inputs(golden));
    inputs.put("x", unit.get("x"));
    Program program =
        graph -> {
          VisibleMaps maps = new VisibleMaps(graph, graph.input("visible"));
          Tensor x = maps.at(graph.input("x")).orElseThrow().only(graph.input("x"));
          Tensor gamma = graph.weight("weight");
          return Map.of(
              "y",
              new SparseLayers(maps).instanceNorm(graph, x, gamma, graph.weight("bias"), 1e-5));
        };
    Map<String, NdArray> weights = Map.of("weight", unit.get("weight"), "bias", unit.get("bias"));
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      NdArray y = TestEngines.run(engine, program, weights, inputs).get("y");
      assertThat(Closeness.largest(y, unit.get("y"))).isLessThanOrEqualTo(OUTPUT);
    }
  }

  private static void encoder(GoldenCase golden) {
    Network network = network(golden);
    Program program =
        graph -> {
          VisibleMaps maps = new VisibleMaps(graph, graph.input("visible"));
          List<Tensor> features =
              network.encode(graph, graph.input("image"), new SparseLayers(maps));
          Map<String, Tensor> outputs = new LinkedHashMap<>();
          for (int stage = 0; stage < features.size(); stage++) {
            outputs.put(String.valueOf(stage), features.get(stage));
          }
          return outputs;
        };
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      Map<String, NdArray> actual =
          TestEngines.run(engine, program, golden.parameters(network), inputs(golden));
      Map<String, NdArray> expected = golden.under("encoder_skip/");
      assertThat(actual).hasSameSizeAs(expected);
      expected.forEach(
          (stage, value) ->
              assertThat(Closeness.largest(actual.get(stage), value))
                  .as("stage %s", stage)
                  .isLessThanOrEqualTo(OUTPUT));
    }
  }

  private static void variant(GoldenCase golden, String name, JsonNode expected) {
    Map<String, NdArray> gradients = WeightNames.unify(golden.under(name + "/grad/"));
    // What a variant has no gradient for it doesn't hold.
    PretextTask task =
        new SparseAutoencoder()
            .pretext(
                new SparseAutoencoder.Settings(
                    golden.json().get("config").get("block").asInt(),
                    0.75,
                    0.75,
                    false,
                    true,
                    gradients.keySet().stream().anyMatch(key -> key.startsWith("mask_tokens")),
                    gradients.keySet().stream().anyMatch(key -> key.startsWith("densify_projs")),
                    MaskedError.SQUARED,
                    TransferScope.ENCODER))
            .orElseThrow();
    PretextProgram objective = new PretextProgram(network(golden), task);
    Map<String, NdArray> stored = WeightNames.unify(golden.under("param/"));
    Map<String, NdArray> weights = new LinkedHashMap<>();
    objective.weights().names().forEach(weight -> weights.put(weight, stored.get(weight)));
    Map<String, NdArray> inputs = inputs(golden);
    NdArray output = golden.tensors().get(name + "/output");
    double loss = expected.get("loss").asDouble();
    try (Engine exact = TestEngines.open(Precision.FP64)) {
      Gradients actual = TestEngines.gradients(exact, objective, weights, inputs);
      assertThat(Closeness.relative(withZeros(actual.weights(), gradients), gradients))
          .isLessThanOrEqualTo(STORED);
      assertThat(actual.loss()).isCloseTo(loss, within(STORED * loss));
    }
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      NdArray restored =
          TestEngines.run(engine, objective.shown(), weights, inputs).get("restored");
      assertThat(Closeness.largest(restored, output)).isLessThanOrEqualTo(OUTPUT);
      PinnedActivations sides = PinnedActivations.of(objective, weights, inputs);
      Gradients actual =
          TestEngines.gradients(engine, sides.pinned(objective), weights, sides.with(inputs));
      assertThat(actual.loss()).isCloseTo(loss, within(1e-6 * loss));
      assertThat(Closeness.relative(withZeros(actual.weights(), gradients), gradients))
          .isLessThanOrEqualTo(GRADIENT);
    }
  }

  /** The token of a stage without masked voxels has no gradient here, and 0 in the reference. */
  private static Map<String, NdArray> withZeros(
      Map<String, NdArray> actual, Map<String, NdArray> expected) {
    Map<String, NdArray> filled = new HashMap<>(actual);
    expected.forEach((name, value) -> filled.putIfAbsent(name, NdArray.zeros(value.shape())));
    return filled;
  }
}
