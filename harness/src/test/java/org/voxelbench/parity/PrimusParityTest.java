package org.voxelbench.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;
import org.voxelbench.engine.safetensors.Safetensors;
import org.voxelbench.preparation.plan.PrimusArchitecture;
import org.voxelbench.preparation.plan.PrimusSize;
import org.voxelbench.training.network.Closeness;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.TestEngines;

/** Primus of weights drawn here, beside dynamic-network-architectures' own in one run. */
@Tag("peer")
class PrimusParityTest {

  private static final double CLOSE = 1e-5;
  private static final int CLASSES = 3;
  private static final List<Integer> PATCH = List.of(24, 40, 24);

  @TempDir private Path folder;

  @AfterAll
  static void print() {
    ParityTable.print();
  }

  @ParameterizedTest
  @CsvSource({
    "torch, S, 396, 12, 6, 0",
    "torch, S with registers, 396, 12, 6, 4",
    "torch, M, 864, 16, 12, 0",
    "nd4j, S, 396, 12, 6, 0",
    "nd4j, small with registers, 48, 3, 2, 4"
  })
  void logitsAndGradientsAreThePackages(
      String id, String name, int width, int depth, int heads, int registers) throws IOException {
    PrimusSize size = new PrimusSize(width, depth, heads, registers);
    Network network = Network.of(new PrimusArchitecture(size, PATCH), 1, CLASSES, false);
    Map<String, NdArray> weights = Initialization.HE.draw(network.weights(), new RandomStreams(11));
    Path given = folder.resolve("weights.safetensors");
    Path arrays = folder.resolve("theirs.safetensors");
    try (OutputStream out = Files.newOutputStream(given)) {
      Safetensors.write(out, weights, Map.of());
    }
    JsonNode answer;
    try (Peer peer = Peer.open(folder)) {
      answer =
          peer.ask(
              "primus",
              Map.of(
                  "weights", given.toString(),
                  "out", arrays.toString(),
                  "width", width,
                  "depth", depth,
                  "heads", heads,
                  "registers", registers,
                  "patch", PATCH,
                  "classes", CLASSES));
    }
    assertThat(network.weights().parameters()).isEqualTo(answer.get("parameters").asLong());
    Map<String, NdArray> theirs = Safetensors.read(arrays).tensors();
    Program objective =
        graph -> {
          Tensor logits = network.forward(graph, graph.input("image")).get(0);
          Tensor loss = graph.mul(graph.mean(graph.square(logits), false), 0.5);
          return Map.of(Program.LOSS, loss, "logits", logits);
        };
    Map<String, NdArray> image = Map.of("image", theirs.get("image"));
    try (Engine engine = TestEngines.named(id, Precision.FP32)) {
      NdArray logits = TestEngines.run(engine, objective, weights, image).get("logits");
      double distance = Closeness.largest(logits, theirs.get("logits"));
      ParityTable.distance("logits of Primus-" + name + ", " + id, "drawn", distance);
      assertThat(distance).isLessThanOrEqualTo(CLOSE);
      Gradients gradients = TestEngines.gradients(engine, objective, weights, image);
      assertThat(gradients.loss()).isCloseTo(answer.get("loss").asDouble(), within(CLOSE));
      Map<String, NdArray> expected = new LinkedHashMap<>();
      gradients
          .weights()
          .keySet()
          .forEach(weight -> expected.put(weight, theirs.get("gradient/" + weight)));
      double relative = Closeness.relative(gradients.weights(), expected);
      ParityTable.distance("gradients of Primus-" + name + ", " + id, "relative", relative);
      assertThat(relative).isLessThanOrEqualTo(CLOSE);
      assertThat(
              Closeness.relative(
                  Map.of("image", gradients.inputs().get("image")),
                  Map.of("image", theirs.get("gradient/image"))))
          .isLessThanOrEqualTo(CLOSE);
    }
  }
}
