package org.voxelbench.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.claim.Claim;

/** Kills a process that holds a run and saves one checkpoint after the other. */
class KilledRunTest {

  private static final int SIZE = 500_000;
  private static final int LOCKED_OUT = 3;

  @TempDir Path folder;

  private RunFolder run() {
    return new RunStore(folder).run(Fixtures.run(0));
  }

  /** Saves checkpoints until it is killed. */
  static final class Victim {
    public static void main(String[] arguments) {
      RunFolder run = new RunStore(Path.of(arguments[0])).run(Fixtures.run(0));
      Optional<Claim> lock = run.tryLock();
      if (lock.isEmpty()) {
        System.exit(LOCKED_OUT);
      }
      try (Claim held = lock.get()) {
        for (int epochs = 1; ; epochs++) {
          run.checkpoint().save(Fixtures.checkpoint(epochs, SIZE));
          System.out.println(epochs);
        }
      }
    }
  }

  private Process victim() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            Victim.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void theCheckpointIsTheOldOrTheNewOneAndTheRunIsFree(int epochs) throws Exception {
    Process victim = victim();
    try (BufferedReader saved = victim.inputReader()) {
      for (int i = 0; i < epochs; i++) {
        assertThat(saved.readLine()).isEqualTo(Integer.toString(i + 1));
      }
      assertThat(run().tryLock()).isEmpty();
      Thread.sleep(3L * epochs);
    } finally {
      victim.destroyForcibly().waitFor();
    }
    Checkpoint checkpoint = run().checkpoint().load().orElseThrow();
    int found = checkpoint.progress().epochs();
    assertThat(found).isGreaterThanOrEqualTo(epochs);
    assertThat(checkpoint.weights().get("encoder.stem.convs.0.conv.weight").floats())
        .hasSize(SIZE)
        .containsOnly(found);
    Optional<Claim> lock = run().tryLock();
    assertThat(lock).isPresent();
    lock.get().close();
    try (Stream<Path> files = Files.list(run().path())) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
    }
  }

  @Test
  void aSecondTryInTheSameProcessNeitherGetsNorLosesIt() throws Exception {
    try (Claim lock = run().tryLock().orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThat(run().tryLock()).isEmpty();
      Process victim = victim();
      assertThat(victim.waitFor()).isEqualTo(LOCKED_OUT);
      assertThat(run().checkpoint().load()).isEmpty();
    }
    Claim again = run().tryLock().orElseThrow();
    again.close();
  }
}
