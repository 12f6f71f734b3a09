package org.voxelbench.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.results.Rows;
import org.voxelbench.results.RunState;

class StoreCheckTest {

  @TempDir Path folder;

  private RunFolder done(int fold) {
    RunFolder run = running(fold);
    run.writeRows(List.of(Rows.scored("Task04_Hippocampus", "mae", fold, "a", 5, 1, 2)));
    String weights = run.weights().write(Map.of("w", NdArray.of(new int[] {2}, 1f, 2f)));
    // The clock went back a day between start and end.
    run.seal(RunState.DONE, "", Fixtures.outcome(weights, 1), Fixtures.NOW.minusSeconds(24 * 3600));
    return run;
  }

  private RunFolder running(int fold) {
    RunFolder run = new RunStore(folder).run(Fixtures.run(fold));
    run.start(Fixtures.environment(Precision.FP32), Fixtures.DATA, "", Fixtures.NOW);
    return run;
  }

  private List<String> faults() {
    List<String> faults = new ArrayList<>();
    StoreCheck check = new StoreCheck(new RunStore(folder), faults::add);
    check.runs();
    check.results(true);
    return faults;
  }

  private static void flip(Path file, int at, int bit) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= (byte) (1 << bit);
    Files.write(file, bytes);
  }

  @Test
  void aWholeStoreHasNoFaultAlthoughTheClockWentBack() {
    done(0);
    done(1);
    new RunStore(folder).collect();
    running(2).checkpoint().save(Fixtures.checkpoint(1, 10));

    assertThat(faults()).isEmpty();
  }

  @Test
  void everySealedFileThatChangedOrIsMissingIsNamed() throws IOException {
    RunFolder run = done(0);
    new RunStore(folder).collect();
    for (String name : run.manifest().orElseThrow().files().keySet()) {
      Path file = run.path().resolve(name);
      byte[] whole = Files.readAllBytes(file);
      flip(file, whole.length / 2, 3);
      assertThat(faults()).anyMatch(fault -> fault.contains(name) && fault.contains("changed"));
      Files.delete(file);
      assertThat(faults()).anyMatch(fault -> fault.contains(name) && fault.contains("missing"));
      Files.write(file, whole);
    }
    assertThat(run.manifest().orElseThrow().files())
        .containsOnlyKeys("rows.csv", "weights.safetensors");
    assertThat(faults()).isEmpty();
  }

  @Test
  void anyFlippedBitOfACheckpointIsNoticed() throws IOException {
    CheckpointFile checkpoint = running(0).checkpoint();
    checkpoint.save(Fixtures.checkpoint(3, 4));
    Path file = new RunStore(folder).run(Fixtures.run(0)).path().resolve("checkpoint.safetensors");
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        flip(file, at, bit);
        assertThatThrownBy(checkpoint::load)
            .as("bit %d of byte %d", bit, at)
            .isInstanceOfAny(BadInputException.class, EngineException.class)
            .hasMessageContaining("checkpoint.safetensors");
        Files.write(file, whole);
      }
    }
    flip(file, whole.length - 1, 0);
    assertThat(faults()).singleElement().asString().contains("checkpoint.safetensors", "remove it");
  }

  @Test
  void resultsThatAreNotTheJoinOfTheRunsAreNamed() throws IOException {
    done(0);
    new RunStore(folder).collect();
    done(1);
    assertThat(faults()).singleElement().asString().contains("results.csv", "lacks 1 row");
    Path run = done(2).path();
    new RunStore(folder).collect();
    for (Path file : List.of(run.resolve("rows.csv"), run.resolve("weights.safetensors"))) {
      Files.delete(file);
    }
    Files.delete(run.resolve("manifest.json"));
    assertThat(faults()).singleElement().asString().contains("results.csv", "holds 1 row");
    Files.delete(folder.resolve("results.csv"));
    assertThat(faults()).singleElement().asString().contains("results.csv", "missing");
  }

  @Test
  void aDamagedManifestIsNamedAndHidesNoOtherFault() throws IOException {
    Files.writeString(done(0).path().resolve("manifest.json"), "{");
    Files.delete(done(1).path().resolve("weights.safetensors"));
    List<String> faults = faults();
    assertThat(faults).anyMatch(fault -> fault.contains("manifest.json"));
    assertThat(faults).anyMatch(fault -> fault.contains("weights.safetensors"));
  }
}
