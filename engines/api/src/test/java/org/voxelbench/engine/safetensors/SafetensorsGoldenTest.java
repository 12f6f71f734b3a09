package org.voxelbench.engine.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Values;

/** Files that another writer made are read with the shapes that their descriptions state. */
class SafetensorsGoldenTest {

  @TestFactory
  Stream<DynamicTest> filesAreReadWithTheShapesOfTheirDescriptions() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder())) {
      files = walk.filter(f -> f.toString().endsWith(".safetensors")).sorted().toList();
    }
    assertThat(files).isNotEmpty();
    return files.stream().map(f -> DynamicTest.dynamicTest(f.toString(), () -> check(f)));
  }

  private static Path folder() {
    String given = System.getenv("VOXELBENCH_GOLDEN");
    if (given != null) {
      return Path.of(given);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("../shared/golden").normalize();
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    return abort("there is no shared/golden folder; set VOXELBENCH_GOLDEN to one");
  }

  private static void check(Path file) throws IOException {
    Safetensors read = Safetensors.read(file);
    assertThat(Safetensors.names(file)).containsExactlyElementsOf(read.tensors().keySet());
    assertThat(Safetensors.metadata(file)).isEqualTo(read.metadata());
    String last = Safetensors.names(file).get(read.tensors().size() - 1);
    assertThat(Values.distance(Safetensors.read(file, last), read.tensors().get(last))).isZero();
    Path description = Path.of(file.toString().replaceAll("\\.safetensors$", ".json"));
    if (!Files.exists(description)) {
      return;
    }
    JsonNode tensors = new JsonMapper().readTree(description.toFile()).path("tensors");
    assertThat(read.tensors()).hasSize(tensors.size());
    for (Map.Entry<String, JsonNode> tensor : tensors.properties()) {
      JsonNode shape = tensor.getValue().path("shape");
      int[] expected = IntStream.range(0, shape.size()).map(i -> shape.get(i).asInt()).toArray();
      NdArray array = read.tensors().get(tensor.getKey());
      assertThat(array.shape()).as(tensor.getKey()).isEqualTo(expected);
      assertThat(array.isDouble())
          .as(tensor.getKey())
          .isEqualTo(tensor.getValue().path("dtype").asText().matches("float64|int64|int32"));
    }
  }
}
