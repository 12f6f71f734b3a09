package org.voxelbench.weights.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.element.ElementType;
import org.voxelbench.engine.safetensors.Safetensors;
import org.voxelbench.weights.WeightsArchive;
import org.voxelbench.weights.WeightsFormat;
import org.voxelbench.weights.tensor.StoredTensor;

class ShardedSafetensorsTest {

  private static final String FIRST = "model-00001-of-00002.safetensors";
  private static final String SECOND = "model-00002-of-00002.safetensors";

  @TempDir private Path folder;

  @BeforeEach
  void writeShards() throws IOException {
    shard(FIRST, "a", "b");
    shard(SECOND, "c");
  }

  private void shard(String file, String... names) throws IOException {
    Map<String, NdArray> tensors = new LinkedHashMap<>();
    for (String name : names) {
      tensors.put(name, NdArray.of(new int[] {1, 2}, name.charAt(0), 0.5f));
    }
    try (OutputStream out = Files.newOutputStream(folder.resolve(file))) {
      Safetensors.write(out, tensors, Map.of("format", "pt"));
    }
  }

  private Path index(String map) throws IOException {
    return Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"metadata\": {\"total_size\": 24}, \"weight_map\": " + map + "}");
  }

  private Path wholeIndex() throws IOException {
    return index("{\"a\": \"%s\", \"b\": \"%s\", \"c\": \"%s\"}".formatted(FIRST, FIRST, SECOND));
  }

  @Test
  void shardsAreOneFile() throws IOException {
    Path index = wholeIndex();
    for (Path opened : List.of(index, folder)) {
      try (WeightsArchive archive = WeightsArchive.open(opened)) {
        assertThat(archive.file()).isEqualTo(index);
        assertThat(archive.format()).isEqualTo(WeightsFormat.SHARDED_SAFETENSORS);
        assertThat(archive.tensors()).extracting(StoredTensor::path).containsExactly("a", "b", "c");
        assertThat(archive.distinct()).hasSize(3);
        assertThat(archive.read("a").floats()).containsExactly('a', 0.5f);
        assertThat(archive.read("c").floats()).containsExactly('c', 0.5f);
        assertThat(archive.content()).containsEntry(FIRST, Map.of("format", "pt"));
      }
    }
  }

  @Test
  void aSingleFileIsReadTheSameWay() {
    try (WeightsArchive archive = WeightsArchive.open(folder.resolve(FIRST))) {
      assertThat(archive.format()).isEqualTo(WeightsFormat.SAFETENSORS);
      StoredTensor tensor = archive.tensor("b").orElseThrow();
      assertThat(tensor.type()).isEqualTo(ElementType.F32);
      assertThat(tensor.sizes()).containsExactly(1, 2);
      assertThat(tensor.bytes()).isEqualTo(8);
      assertThat(archive.read("b").floats()).containsExactly('b', 0.5f);
      assertThat(archive.content()).isEqualTo(Map.of("format", "pt"));
    }
  }

  private static void isRefused(Path file, String... words) {
    assertThatThrownBy(() -> WeightsArchive.open(file).close())
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(words)
        .message()
        .endsWith(".");
  }

  @Test
  void missingShardsAreNamed() throws IOException {
    Path index = wholeIndex();
    Files.delete(folder.resolve(SECOND));
    isRefused(index, index + ": the shards " + SECOND + " are not beside it; fetch them too");
  }

  @Test
  void aTensorInTwoShardsIsNamed() throws IOException {
    shard(SECOND, "a", "c");
    isRefused(wholeIndex(), "tensor 'a' is in " + SECOND + ", but the index says " + FIRST);
  }

  @Test
  void aTensorThatIsNotWhereTheIndexSaysIsNamed() throws IOException {
    shard(FIRST, "a");
    isRefused(wholeIndex(), "tensor 'b' is not in " + FIRST + ", where the index says");
  }

  @Test
  void aTensorThatTheIndexDoesNotNameIsNamed() throws IOException {
    shard(SECOND, "c", "d");
    isRefused(wholeIndex(), "tensor 'd' is in " + SECOND + ", but the index does not name it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x.safetensors", "/x.safetensors", "x.bin", "d/x.safetensors", ".."})
  void aShardThatIsNotBesideTheIndexIsRefused(String shard) throws IOException {
    isRefused(index("{\"a\": \"" + shard + "\"}"), "tensor 'a' must be in a .safetensors file");
  }

  @Test
  void anIndexWithoutAMapIsRefused() throws IOException {
    isRefused(index("{}"), "index.json: key 'weight_map' must be");
    isRefused(index("{\"a\": 1}"), "tensor 'a' must be", "not in 1");
    isRefused(index("{\"a\": \"x\", \"a\": \"y\"}"), "is not valid JSON");
  }

  @Test
  void aDamagedShardIsNamed() throws IOException {
    Path index = wholeIndex();
    Files.write(folder.resolve(SECOND), new byte[5]);
    assertThatThrownBy(() -> WeightsArchive.open(index))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(SECOND);
  }

  @Test
  void ofSeveralIndexesOneMustBeNamed() throws IOException {
    wholeIndex();
    Files.writeString(folder.resolve("other.safetensors.index.json"), "{}");
    isRefused(folder, "holds model.safetensors.index.json, other.safetensors.index.json; name one");
  }
}
