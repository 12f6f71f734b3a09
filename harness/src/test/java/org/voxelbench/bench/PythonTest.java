package org.voxelbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.safetensors.Safetensors;

class PythonTest {

  private static final Path RESOURCES = Path.of("src/test/resources/bench");

  @TempDir Path folder;

  private Python that(String line) throws IOException {
    Path script = folder.resolve("python");
    Files.writeString(script, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new Python(script.toString());
  }

  @Test
  void withoutThePackagesItSaysHowToGetThem() throws IOException {
    Python python = that("echo '{\"missing\": \"torch\"}'");

    assertThatExceptionOfType(MissingPeerException.class)
        .isThrownBy(python::versions)
        .withMessage(
            "%s has no torch; install what is compared with by: %s -m pip install -r"
                + " harness/src/test/resources/bench/requirements.txt",
            python.interpreter(), python.interpreter());
    assertThat(RESOURCES.resolve("requirements.txt")).isRegularFile();
  }

  @Test
  void anInterpreterThatIsNotThereIsNamed() {
    assertThatExceptionOfType(MissingPeerException.class)
        .isThrownBy(() -> new Python("no-such-python").versions())
        .withMessageStartingWith("PEER=no-such-python can't be started");
  }

  @Test
  void oneThatBreaksOffIsAnError() throws IOException {
    Python python = that("exit 3");

    assertThatIOException()
        .isThrownBy(python::versions)
        .withMessageStartingWith("Python has ended without an answer");
  }

  @Test
  void aPeerIsSentItsSettingsAndThenItsCommands() throws IOException {
    Python python =
        that(
            "read -r settings; read -r command; printf '{\"settings\": %s, \"command\": \"%s\"}\\n'"
                + " \"$settings\" \"$command\"");
    PeerSettings settings = PeerSettings.write(folder, Subject.U_NET, Precision.BF16, 2);

    try (LineProcess peer = python.peer(settings)) {
      JsonNode answer = peer.ask("step 3", JsonNode.class);

      assertThat(answer.get("command").asText()).isEqualTo("step 3");
      assertThat(answer.get("settings").get("precision").asText()).isEqualTo("BF16");
      assertThat(answer.get("settings").get("architecture").get("features").toString())
          .isEqualTo("[16,32,64,128]");
    }
    assertThat(Safetensors.names(Path.of(settings.weights())))
        .containsExactlyElementsOf(BenchPlan.initialWeights(BenchPlan.network()).keySet());
    assertThat(Safetensors.read(Path.of(settings.batch()), "image").shape())
        .containsExactly(2, 1, 40, 56, 40);
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object
        .properties()
        .forEach(
            entry -> {
              names.add(entry.getKey());
              names.addAll(names(entry.getValue()));
            });
    return names;
  }

  @Test
  void theScriptReadsEverySettingThatItIsSent() throws IOException {
    Set<String> read =
        Pattern.compile("(?<=settings|architecture|size|rule|\"])\\[\"(\\w+)\"]")
            .matcher(Files.readString(RESOURCES.resolve("peer.py")))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());

    Set<String> sent = new HashSet<>();
    for (Subject subject : Subject.values()) {
      PeerSettings settings = PeerSettings.of(subject, "weights", "batch", Precision.FP32, 1);
      sent.addAll(names(new ObjectMapper().valueToTree(settings)));
    }
    assertThat(read).isEqualTo(sent);
  }
}
