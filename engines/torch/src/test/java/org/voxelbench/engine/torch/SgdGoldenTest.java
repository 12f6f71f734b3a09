package org.voxelbench.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.StepResult;
import org.voxelbench.engine.Tensor;
import org.voxelbench.engine.TestDevice;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;
import org.voxelbench.engine.safetensors.Safetensors;

/** Steps with given gradients move the weights as nnU-Net's trainer moves them. */
class SgdGoldenTest {

  /** A loss whose gradient by each weight is the input of the same name. */
  private static Program given(Iterable<String> names) {
    return g -> {
      Tensor loss = g.scalar(0);
      for (String name : names) {
        loss = g.add(loss, g.sum(g.mul(g.weight(name), g.input(name)), false));
      }
      return Map.of(Program.LOSS, loss);
    };
  }

  private static Path folder() {
    String given = System.getenv("VOXELBENCH_GOLDEN");
    if (given != null) {
      return Path.of(given, "schedule");
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("../shared/golden/schedule").normalize();
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    return abort("there is no shared/golden folder; set VOXELBENCH_GOLDEN to one");
  }

  @TestFactory
  Stream<DynamicTest> stepsFollowTheTrainer() throws IOException {
    Path file = folder().resolve("sgd.safetensors");
    JsonNode cases = new JsonMapper().readTree(folder().resolve("sgd.json").toFile()).path("cases");
    Map<String, NdArray> tensors = Safetensors.read(file).tensors();
    return cases.properties().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> check(entry.getKey(), entry.getValue(), tensors)));
  }

  private static Map<String, NdArray> named(
      String caseName, String suffix, Map<String, NdArray> tensors) {
    Map<String, NdArray> found = new LinkedHashMap<>();
    tensors.forEach(
        (name, array) -> {
          String[] parts = name.split("/");
          if (parts[0].equals(caseName) && parts[2].equals(suffix)) {
            found.put(parts[1], array);
          }
        });
    return found;
  }

  private static void check(String name, JsonNode facts, Map<String, NdArray> tensors) {
    Optimizer sgd =
        new Optimizer.Sgd(
            facts.path("momentum").asDouble(),
            facts.path("nesterov").asBoolean(),
            facts.path("weight_decay").asDouble(),
            facts.path("max_norm").asDouble());
    Map<String, NdArray> initial = named(name, "init", tensors);
    try (Engine engine = new TorchEngineProvider().open(TestDevice.in(Precision.FP32));
        Weights weights = engine.weights(initial);
        Training training =
            engine.training(given(initial.keySet()), weights, initial.keySet(), sgd)) {
      for (int i = 0; i < facts.path("steps").asInt(); i++) {
        try (Batch batch = engine.stage(named(name, "grad" + i, tensors))) {
          StepResult step = training.step(batch, facts.path("lr").get(i).asDouble());
          double norm = facts.path("grad_norm_before_clip").get(i).asDouble();
          assertThat(step.gradientNorm()).isCloseTo(norm, within(1e-6 * norm));
        }
        named(name, "after" + i, tensors)
            .forEach(
                (weight, expected) -> {
                  double largest = Arrays.stream(expected.doubles()).map(Math::abs).max().orElse(0);
                  assertThat(weights.get(weight).doubles())
                      .containsExactly(expected.doubles(), within(2e-6 * largest));
                });
      }
    }
  }
}
