package org.voxelbench.protocol.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.protocol.ProtocolException;

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
        .isInstanceOf(ProtocolException.class)
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
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining(run().id())
        .hasMessageContaining(other.id());
  }

  @Test
  void deletingLeavesNone() {
    run().checkpoint().save(Fixtures.checkpoint(1, 5));
    run().checkpoint().delete();
    assertThat(run().checkpoint().load()).isEmpty();
  }
}
