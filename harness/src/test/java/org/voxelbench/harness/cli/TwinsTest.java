package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.training.protocol.MethodEntry;
import org.voxelbench.training.protocol.Protocols;

/** A dry run of each twin gets through the checks and through steps of each of its methods. */
class TwinsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = "paper-cpu")
  void aDryRunGetsThrough(String name) {
    dryRun(name);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(
      strings = {"paper-code-cpu", "openmind-cpu", "openmind-primus-cpu", "paper-public-cpu"})
  void soDoThoseOfTheOthers(String name) {
    dryRun(name);
  }

  private void dryRun(String name) {
    Console answer =
        Console.run(
            "benchmark",
            "--protocol",
            name,
            "--out",
            folder.resolve("out"),
            "--device",
            "cpu",
            "--dry-run");

    assertThat(answer.exitCode()).as(answer.text()).isZero();
    assertThat(answer.out())
        .contains(Protocols.load(name).methods().stream().map(MethodEntry::label).toList())
        .contains(Protocols.load(name).headline());
  }
}
