package org.voxelbench.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.weights.tensor.StoredTensor;

/** Files that PyTorch wrote hold what Python says of them; {@code torch/make.py} made both. */
class TorchFilesTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static Path folder() throws URISyntaxException {
    return Path.of(Objects.requireNonNull(TorchFilesTest.class.getResource("torch")).toURI());
  }

  @TestFactory
  Stream<DynamicTest> aFileHoldsWhatPythonSays() throws IOException, URISyntaxException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder())) {
      files = all.filter(file -> file.toString().endsWith(".pth")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(10);
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path file) throws IOException {
    JsonNode oracle =
        JSON.readTree(Path.of(file.toString().replaceAll("\\.pth$", ".json")).toFile());
    Map<String, Integer> storages = new LinkedHashMap<>();
    try (WeightsArchive archive = WeightsArchive.open(file)) {
      assertThat(archive.format()).isEqualTo(WeightsFormat.PYTORCH);
      assertThat(archive.tensors()).hasSize(oracle.path("tensors").size());
      for (Map.Entry<String, JsonNode> tensor : oracle.path("tensors").properties()) {
        storages.put(tensor.getKey(), tensor.getValue().path("storage").asInt());
        check(archive, tensor.getKey(), tensor.getValue());
      }
      assertThat(archive.distinct()).containsExactlyElementsOf(groups(storages));
      assertThat(told(archive.content())).isEqualTo(plain(oracle.path("content")));
    }
  }

  private static void check(WeightsArchive archive, String path, JsonNode expected) {
    StoredTensor tensor = archive.tensor(path).orElseThrow();
    int[] shape =
        IntStream.range(0, expected.path("shape").size())
            .map(axis -> expected.path("shape").get(axis).asInt())
            .toArray();
    assertThat(tensor.type().name()).as(path).isEqualTo(expected.path("type").asText());
    assertThat(tensor.region().shape()).as(path).isEqualTo(shape);
    if (expected.path("values").isNull()) {
      assertThatThrownBy(() -> archive.read(path))
          .isInstanceOf(EngineException.class)
          .hasMessageContainingAll(archive.file().toString(), path, tensor.type() + " can't be");
      return;
    }
    NdArray values = archive.read(path);
    assertThat(values.shape()).as(path).isEqualTo(shape);
    assertThat(values.doubles())
        .as(path)
        .containsExactly(
            StreamSupport.stream(expected.path("values").spliterator(), false)
                .mapToDouble(v -> v.isTextual() ? special(v.asText()) : v.asDouble())
                .toArray());
  }

  private static double special(String text) {
    return switch (text) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      default -> Double.NEGATIVE_INFINITY;
    };
  }

  private static List<List<String>> groups(Map<String, Integer> storages) {
    Map<Integer, List<String>> groups = new LinkedHashMap<>();
    storages.forEach(
        (path, storage) -> groups.computeIfAbsent(storage, added -> new ArrayList<>()).add(path));
    return List.copyOf(groups.values());
  }

  /** What the reader says, with numbers as texts, since JSON knows one kind of them. */
  private static Object told(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> told = new LinkedHashMap<>();
      map.forEach((key, item) -> told.put(key, told(item)));
      return told;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(TorchFilesTest::told).toList();
    }
    if (value instanceof StoredTensor tensor) {
      return Map.of("tensor", tensor.path());
    }
    return value instanceof Number number ? "number " + number : value;
  }

  private static Object plain(JsonNode node) {
    if (node.isObject()) {
      Map<Object, Object> plain = new LinkedHashMap<>();
      node.properties().forEach(field -> plain.put(field.getKey(), plain(field.getValue())));
      return plain;
    }
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false).map(TorchFilesTest::plain).toList();
    }
    if (node.isBoolean()) {
      return node.asBoolean();
    }
    if (node.isTextual()) {
      return List.of("nan", "inf", "-inf").contains(node.asText())
          ? "number " + special(node.asText())
          : node.asText();
    }
    return node.isNull() ? null : "number " + node.numberValue();
  }
}
