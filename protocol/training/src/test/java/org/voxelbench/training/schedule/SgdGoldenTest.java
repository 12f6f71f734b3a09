package org.voxelbench.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.StepResult;
import org.voxelbench.engine.Tensor;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;
import org.voxelbench.training.network.Closeness;
import org.voxelbench.training.network.GoldenCase;
import org.voxelbench.training.network.GoldenFiles;
import org.voxelbench.training.network.TestEngines;

/** PyTorch's SGD with clipping, driven by given gradients. */
class SgdGoldenTest {

  @Test
  void stepsAreNnUNets() throws IOException {
    Path file = GoldenFiles.topic("schedule").resolve("sgd.json");
    assumeTrue(Files.exists(file), "no golden data: " + file + " does not exist");
    GoldenCase golden = GoldenCase.read(file);
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      for (Map.Entry<String, JsonNode> entry : golden.json().get("cases").properties()) {
        check(engine, entry.getValue(), golden.under(entry.getKey() + "/"));
      }
    }
  }

  private static void check(Engine engine, JsonNode example, Map<String, NdArray> tensors) {
    Optimizer optimizer =
        new Optimizer.Sgd(
            example.get("momentum").asDouble(),
            example.get("nesterov").asBoolean(),
            example.get("weight_decay").asDouble(),
            example.get("max_norm").asDouble());
    Map<String, NdArray> initial = named(tensors, "/init");
    // The gradient of sum(weight * g) is g.
    Program objective =
        graph -> {
          Tensor loss = graph.scalar(0);
          for (String name : initial.keySet()) {
            Tensor product = graph.mul(graph.weight(name), graph.input(name));
            loss = graph.add(loss, graph.sum(product, false));
          }
          return Map.of(Program.LOSS, loss);
        };
    try (Weights weights = engine.weights(initial);
        Training training = engine.training(objective, weights, initial.keySet(), optimizer)) {
      for (int step = 0; step < example.get("steps").asInt(); step++) {
        try (Batch batch = engine.stage(named(tensors, "/grad" + step))) {
          StepResult result = training.step(batch, example.get("lr").get(step).asDouble());
          double norm = example.get("grad_norm_before_clip").get(step).asDouble();
          assertThat(result.gradientNorm()).isCloseTo(norm, within(2e-6 * norm));
        }
        for (Map.Entry<String, NdArray> after : named(tensors, "/after" + step).entrySet()) {
          assertThat(Closeness.largest(weights.get(after.getKey()), after.getValue()))
              .as("%s after step %d", after.getKey(), step)
              .isLessThanOrEqualTo(2e-6 * Closeness.largest(after.getValue()));
        }
      }
    }
  }

  private static Map<String, NdArray> named(Map<String, NdArray> tensors, String ending) {
    Map<String, NdArray> found = new LinkedHashMap<>();
    tensors.forEach(
        (name, value) -> {
          if (name.endsWith(ending)) {
            found.put(name.substring(0, name.length() - ending.length()), value);
          }
        });
    return found;
  }
}
