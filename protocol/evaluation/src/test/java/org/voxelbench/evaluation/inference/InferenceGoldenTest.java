package org.voxelbench.evaluation.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Weights;
import org.voxelbench.engine.safetensors.Safetensors;
import org.voxelbench.training.network.GoldenArchitecture;
import org.voxelbench.training.network.GoldenFiles;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.TestEngines;

class InferenceGoldenTest {

  private static final double TOLERANCE = 5e-5;

  @TestFactory
  Stream<DynamicTest> logitsAreThoseOfNnUNet() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : GoldenFiles.cases("inference")) {
      for (Map.Entry<String, JsonNode> golden : GoldenFiles.json(file).get("cases").properties()) {
        tests.add(
            DynamicTest.dynamicTest(
                file.getFileName() + " " + golden.getKey(),
                () -> check(file, golden.getKey(), golden.getValue())));
      }
    }
    return tests.stream();
  }

  private static void check(Path file, String name, JsonNode golden) throws IOException {
    Path network = network(golden.get("network").asText());
    Network unet =
        GoldenArchitecture.network(
            GoldenFiles.json(
                    network.resolveSibling(
                        network.getFileName().toString().replace(".safetensors", ".json")))
                .get("config"));
    Forward forward = (graph, image) -> unet.forward(graph, image).get(0);
    PredictorSettings settings =
        new PredictorSettings(
            golden.get("tile_step_size").doubleValue(),
            golden.get("use_gaussian").booleanValue(),
            golden.get("mirror_axes").isNull() ? List.of() : ints(golden.get("mirror_axes")),
            4);
    NdArray input = Safetensors.read(GoldenFiles.tensors(file), name + "/input");
    NdArray expected = Safetensors.read(GoldenFiles.tensors(file), name + "/logits");
    int[] patch = ints(golden.get("patch")).stream().mapToInt(Integer::intValue).toArray();
    try (Engine engine = TestEngines.open(Precision.FP32);
        Weights weights = engine.weights(parameters(network));
        Predictor predictor = new Predictor(engine, forward, List.of(weights), patch, settings)) {
      float[] logits = Joined.of(predictor.predict(input.floats(), input.shape()));
      assertThat(logits).hasSize(expected.size());
      double worst = 0;
      for (int i = 0; i < expected.size(); i++) {
        worst = Math.max(worst, Math.abs(logits[i] - expected.at(i)));
      }
      assertThat(worst).isLessThanOrEqualTo(TOLERANCE);
    }
  }

  /** The file that a case names: under the golden folder, or in its topic by the last name. */
  private static Path network(String named) {
    Path topic = GoldenFiles.topic("network");
    Path relative = Path.of(named.split(" ")[0]);
    Path exact = topic.resolveSibling(relative.toString());
    return Files.exists(exact) ? exact : topic.resolve(relative.getFileName());
  }

  private static Map<String, NdArray> parameters(Path network) {
    Map<String, NdArray> parameters = new LinkedHashMap<>();
    Safetensors.read(network)
        .tensors()
        .forEach(
            (key, value) -> {
              if (key.startsWith("param/")) {
                parameters.put(key.substring("param/".length()), value);
              }
            });
    return parameters;
  }

  private static List<Integer> ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::intValue).toList();
  }
}
