package org.voxelbench.harness.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellCallTest {

  @TempDir private Path folder;

  @Test
  void plainWordsAreNotQuoted() {
    assertThat(new ShellCall("benchmark").with("protocol", "quick").ofMake())
        .isEqualTo("make benchmark PROTOCOL=quick");
    assertThat(
            new ShellCall("benchmark")
                .with("protocol", "my protocol.yaml")
                .with("device", "cuda:1")
                .withWords(List.of("--threads", "2"))
                .withWords(List.of())
                .ofMake())
        .isEqualTo("make benchmark PROTOCOL='my protocol.yaml' DEVICE=cuda:1 ARGS='--threads 2'");
  }

  @Test
  void withoutMakeTheSameValuesAreOptions() {
    assertThat(
            new ShellCall("benchmark")
                .with("protocol", "my protocol.yaml")
                .withWords(List.of("--threads", "2"))
                .ofProgram())
        .isEqualTo("voxelbench benchmark --protocol 'my protocol.yaml' --threads 2");
  }

  @ParameterizedTest
  @CsvSource({
    "/home/me/VoxelBench/harness/target/voxelbench, true",
    "/home/me/VoxelBench/harness/target/../target/voxelbench, true",
    "/opt/voxelbench-1.0.0, false",
    "/opt/voxelbench, false"
  })
  void onlyAmongItsSourcesIsThereMake(Path home, boolean make) {
    assertThat(new Installation(home).isAmongSources()).isEqualTo(make);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "two words",
        "it's",
        "\"quoted\"",
        "$HOME and $(pwd) and ${HOME}",
        "`id`",
        "back\\slash\\",
        "a;b|c&d<e>f(g)*?[h]#i!j~",
        "größe 量"
      })
  void shellAndMakeReadBackTheSameValue(String value) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("Makefile"), "show:\n\t@printf '%s\\n' \"$(X)\" $(ARGS)\n");
    String command =
        new ShellCall("show").with("x", value).withWords(List.of("--p", value)).ofMake();
    assumeTrue(runs("command -v make"), "make is not installed");
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    // A make above this test would have this one print the folders that it enters.
    shell.environment().keySet().removeAll(List.of("MAKELEVEL", "MAKEFLAGS", "MFLAGS"));
    Process process = shell.start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(answer).isZero();
    assertThat(answer).isEqualTo(value + "\n--p\n" + value + "\n");
  }

  private static boolean runs(String command) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", command).start().waitFor() == 0;
  }
}
