package org.voxelbench.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.safetensors.Safetensors;

class WeightFilesTest {

  private static final Network NETWORK = Network.of(Architectures.small(), 1, 2, true);

  private final Map<String, NdArray> weights =
      Initialization.PYTORCH.draw(NETWORK.weights(), new RandomStreams(5));

  @TempDir Path folder;

  @Test
  void aNetworkIsReadAsItWasWritten() {
    Path file = folder.resolve("weights.safetensors");
    WeightFiles.write(file, weights, Map.of("method", "mae"));
    Map<String, NdArray> read = WeightFiles.read(file, NETWORK.weights());
    assertThat(read.keySet()).containsExactlyElementsOf(weights.keySet());
    read.forEach(
        (name, value) ->
            assertThat(value.floats()).as(name).containsExactly(weights.get(name).floats()));
    assertThat(Safetensors.metadata(file)).containsEntry("method", "mae");
  }

  @Test
  void aliasesAreWrittenOnce() {
    Map<String, NdArray> aliased = new LinkedHashMap<>(weights);
    weights.forEach((name, value) -> aliased.put("decoder." + name, value));
    aliased.keySet().removeIf(name -> name.startsWith("decoder.decoder."));
    Path file = folder.resolve("weights.safetensors");
    WeightFiles.write(file, aliased, Map.of());
    assertThat(WeightFiles.read(file, NETWORK.weights())).hasSameSizeAs(weights);
  }

  @Test
  void aFileOfAnotherNetworkIsRefusedByName() {
    Path file = folder.resolve("weights.safetensors");
    WeightFiles.write(file, weights, Map.of());
    assertThatThrownBy(
            () -> WeightFiles.read(file, Network.of(Architectures.small(), 2, 2, true).weights()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(NETWORK.inputKernel())
        .hasMessageContaining(file.toString());
    WeightShapes more = WeightShapes.builder().norm("token", 2).build().plus(NETWORK.weights());
    assertThatThrownBy(() -> WeightFiles.read(file, more)).hasMessageContaining("'token.weight'");
    weights.put("extra", NdArray.zeros(1));
    WeightFiles.write(file, weights, Map.of());
    assertThatThrownBy(() -> WeightFiles.read(file, NETWORK.weights()))
        .hasMessageContaining("'extra'");
  }
}
