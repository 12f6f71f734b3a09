package org.voxelbench.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.safetensors.Safetensors;

class CheckpointFileTest {

  @TempDir Path folder;

  private RunFolder run() {
    return new RunStore(folder).run(Fixtures.run(0));
  }

  private Path file(String name) {
    return run().path().resolve(name);
  }

  @Test
  void whatIsSavedLoadsBackToTheSameBits() {
    assertThat(run().checkpoint().load()).isEmpty();
    run().checkpoint().save(Fixtures.checkpoint(1, 5));
    run().checkpoint().save(Fixtures.checkpoint(2, 5));
    Checkpoint loaded = run().checkpoint().load().orElseThrow();
    assertThat(loaded.progress()).isEqualTo(Fixtures.checkpoint(2, 5).progress());
    assertThat(loaded.weights().keySet())
        .containsExactly("encoder.stem.convs.0.conv.weight", "decoder.seg_layers.0.bias");
    assertThat(loaded.weights().get("encoder.stem.convs.0.conv.weight").floats())
        .containsExactly(2, 2, 2, 2, 2);
    NdArray momentum = loaded.optimizer().get("momentum/decoder.seg_layers.0.bias");
    assertThat(momentum.isDouble()).isTrue();
    assertThat(momentum.item()).isEqualTo(2);
  }

  @Test
  void aNewOneThatWasCutShortChangesNothing() throws IOException {
    run().checkpoint().save(Fixtures.checkpoint(1, 5));
    byte[] whole = Files.readAllBytes(file("checkpoint.safetensors"));
    Files.write(file("checkpoint-next.safetensors"), Arrays.copyOf(whole, 100));
    assertThat(run().checkpoint().load().orElseThrow().progress().epochs()).isEqualTo(1);
    run().checkpoint().save(Fixtures.checkpoint(2, 5));
    assertThat(run().checkpoint().load().orElseThrow().progress().epochs()).isEqualTo(2);
    assertThat(file("checkpoint-next.safetensors")).doesNotExist();
  }

  @Test
  void aSingleFlippedBitIsNoticed() throws IOException {
    run().checkpoint().save(Fixtures.checkpoint(1, 50));
    byte[] bytes = Files.readAllBytes(file("checkpoint.safetensors"));
    bytes[bytes.length - 30] ^= 1;
    Files.write(file("checkpoint.safetensors"), bytes);
    assertThatThrownBy(() -> run().checkpoint().load())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("checkpoint.safetensors")
        .hasMessageContaining("damaged");
    Files.write(file("checkpoint.safetensors"), Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> run().checkpoint().load())
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("checkpoint.safetensors");
  }

  @Test
  void aCheckpointOfAnotherRunIsRefused() throws IOException {
    run().checkpoint().save(Fixtures.checkpoint(1, 5));
    RunFolder other = new RunStore(folder).run(Fixtures.run(1));
    Files.createDirectories(other.path());
    Files.copy(file("checkpoint.safetensors"), other.path().resolve("checkpoint.safetensors"));
    assertThatThrownBy(() -> other.checkpoint().load())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(run().id())
        .hasMessageContaining(other.id());
  }

  @Test
  void deletingLeavesNone() {
    run().checkpoint().save(Fixtures.checkpoint(1, 5));
    run().checkpoint().delete();
    assertThat(run().checkpoint().load()).isEmpty();
  }

  /** As version 0.1 wrote it: no skipped steps, and a checksum without leading zeros. */
  @ParameterizedTest
  @ValueSource(ints = {0, 5, 43})
  void aCheckpointOfAnEarlierVersionIsRead(int epochs) throws IOException {
    Map<String, NdArray> tensors =
        Map.of("weights/stem", NdArray.of(new int[] {3}, 1f, 2f, (float) epochs));
    String progress =
        """
        {
          "epochs" : %d, "wallSeconds" : 7.5, "trainingSeconds" : 6.5, "peakMemoryBytes" : 8,
          "energyJoules" : NaN,
          "open" : { "iterations" : 2, "lossSum" : 0.5, "seconds" : 1.5, "waitSeconds" : 0.25 }
        }
        """
            .formatted(epochs);
    ByteArrayOutputStream covered = new ByteArrayOutputStream();
    Safetensors.write(covered, tensors, Map.of("progress", progress));
    CRC32C crc = new CRC32C();
    crc.update(covered.toByteArray());
    Map<String, String> metadata =
        Map.of("run", run().id(), "progress", progress, "crc32c", Long.toHexString(crc.getValue()));
    Files.createDirectories(run().path());
    try (OutputStream out = Files.newOutputStream(file("checkpoint.safetensors"))) {
      Safetensors.write(out, tensors, metadata);
    }

    Checkpoint loaded = run().checkpoint().load().orElseThrow();
    assertThat(loaded.weights().get("stem").floats()).containsExactly(1, 2, epochs);
    assertThat(loaded.progress())
        .isEqualTo(
            new TrainingProgress(
                epochs, 7.5, 6.5, 8, 0, Double.NaN, 0, new PartialEpoch(2, 0, 0.5, 1.5, 0.25)));
  }

  @Test
  void aDiskThatReadsBackDifferentlyIsNoticed() throws IOException {
    CheckedTensors tensors =
        new CheckedTensors(
            Map.of("weights/stem", NdArray.of(new int[] {3}, 1f, 2f, 3f)),
            Map.of("progress", "none"),
            Map.of("run", "this"));
    Path file = folder.resolve("tensors.safetensors");
    tensors.write(file);
    tensors.readBack(file, tensors.checksum());
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      byte[] bytes = whole.clone();
      bytes[at] ^= 4;
      Files.write(file, bytes);
      assertThatThrownBy(() -> tensors.readBack(file, tensors.checksum()))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("reads back differently");
    }
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> tensors.readBack(file, tensors.checksum()))
        .hasMessageContaining("reads back differently");
  }
}
