package org.voxelbench.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;
import org.voxelbench.training.network.Closeness;
import org.voxelbench.training.network.GoldenCase;
import org.voxelbench.training.network.GoldenFiles;
import org.voxelbench.training.network.TestEngines;

/** Values and gradients of nnU-Net's losses, computed in 64 bits. */
class LossesGoldenTest {

  private static final Map<Precision, Engine> ENGINES = new TreeMap<>();

  @AfterAll
  static void close() {
    ENGINES.values().forEach(Engine::close);
    ENGINES.clear();
  }

  @TestFactory
  List<DynamicTest> lossCases() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : GoldenFiles.cases("losses")) {
      GoldenCase golden = GoldenCase.read(file);
      for (Map.Entry<String, JsonNode> entry : golden.json().get("cases").properties()) {
        Map<String, NdArray> tensors = golden.under(entry.getKey() + "/");
        for (Precision precision : List.of(Precision.FP32, Precision.FP64)) {
          tests.add(
              DynamicTest.dynamicTest(
                  entry.getKey() + " " + precision,
                  () -> check(precision, entry.getValue(), tensors)));
        }
      }
    }
    return tests;
  }

  private static void check(Precision precision, JsonNode example, Map<String, NdArray> tensors) {
    Map<String, NdArray> inputs = new LinkedHashMap<>(tensors);
    inputs.keySet().removeIf(name -> name.startsWith("grad"));
    Engine engine = ENGINES.computeIfAbsent(precision, TestEngines::open);
    Gradients gradients =
        TestEngines.gradients(engine, objective(example, tensors), Map.of(), inputs);
    boolean exact = precision == Precision.FP64;
    assertThat(gradients.loss())
        .isCloseTo(example.get("value").asDouble(), within(exact ? 1e-9 : 2e-6));
    tensors.forEach(
        (name, expected) -> {
          if (name.startsWith("grad")) {
            NdArray actual = gradients.inputs().get(name.replace("grad", "logits"));
            double tolerance = (exact ? 1e-6 : 1e-5) * Closeness.largest(expected);
            assertThat(Closeness.largest(actual, expected)).as(name).isLessThanOrEqualTo(tolerance);
          }
        });
  }

  private static Program objective(JsonNode example, Map<String, NdArray> tensors) {
    JsonNode weights = example.get("ds_weights");
    if (weights == null) {
      SegmentationLoss loss = loss(example, tensors.get("logits"));
      return graph ->
          Map.of(Program.LOSS, loss.of(graph, graph.input("logits"), graph.input("target")));
    }
    List<Double> expected = new ArrayList<>();
    weights.forEach(weight -> expected.add(weight.asDouble()));
    List<Double> own = DeepSupervision.weights(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(own.get(i)).isCloseTo(expected.get(i), within(1e-12));
    }
    DeepSupervision wrapper = new DeepSupervision(loss(example, tensors.get("logits0")), own);
    return graph -> {
      List<Tensor> logits = new ArrayList<>();
      List<Tensor> targets = new ArrayList<>();
      for (int i = 0; i < own.size(); i++) {
        logits.add(graph.input("logits" + i));
        targets.add(graph.input("target" + i));
      }
      return Map.of(Program.LOSS, wrapper.of(graph, logits, targets));
    };
  }

  private static SegmentationLoss loss(JsonNode example, NdArray logits) {
    boolean batchDice = example.get("batch_dice").asBoolean();
    double smooth = example.get("smooth").asDouble();
    if (example.get("loss").asText().contains("DC_and_BCE_loss")) {
      boolean ignore = example.path("use_ignore_label").asBoolean();
      return new DiceBinaryCrossEntropy(ignore, batchDice, smooth);
    }
    JsonNode ignore = example.path("ignore_label");
    return new DiceCrossEntropy(
        logits.shape()[1],
        ignore.isInt() ? OptionalInt.of(ignore.asInt()) : OptionalInt.empty(),
        batchDice,
        example.get("do_bg").asBoolean(),
        smooth);
  }
}
