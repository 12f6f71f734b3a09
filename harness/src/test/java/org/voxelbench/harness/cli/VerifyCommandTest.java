package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is amiss with the folder of a finished benchmark is named once, and costs no other run. */
class VerifyCommandTest {

  @TempDir private static Path root;
  private static FinishedBenchmark finished;

  @BeforeAll
  static void run() throws IOException {
    finished = new FinishedBenchmark(root);
  }

  @BeforeEach
  void restore() throws IOException {
    finished.restore();
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private void assertOneFault(String... named) {
    Console answer = finished.verify();
    assertThat(answer.out()).contains(named);
    assertThat(answer.out().strip().lines()).as(answer.text()).hasSize(2);
    assertThat(answer.exitCode()).isEqualTo(1);
  }

  @Test
  void verifyFindsTheWholeWholeAndEachDamageOnce() throws IOException {
    Map<Path, Long> before = finished.files();
    assertThat(finished.verify().text()).isEqualTo("Everything is whole." + System.lineSeparator());
    assertThat(finished.verify().exitCode()).isZero();
    assertThat(finished.command("verify").out()).contains("not read", "MyCorpus", "MyData");
    assertThat(finished.files()).isEqualTo(before);
    for (Path file :
        new Path[] {
          finished.tiny.made("runs", "mae").resolve("rows.csv"),
          finished.tiny.made("runs", "mae").resolve("weights.safetensors"),
          finished.tiny.made("runs", "scratch").resolve("predictions/" + predicted()),
          finished.tiny.made("pretraining", "mae").resolve("weights.safetensors")
        }) {
      byte[] whole = Files.readAllBytes(file);
      flip(file);
      Console answer = finished.verify();
      assertThat(answer.out()).contains("'" + file + "' was changed", "put it back");
      assertThat(answer.exitCode()).isEqualTo(1);
      Files.write(file, whole);
    }
    assertThat(finished.verify().exitCode()).isZero();
  }

  @Test
  void whateverFileIsCutTheCommandsAnswerInSentences() throws IOException {
    for (Path file : finished.files().keySet()) {
      String name = finished.tiny.out().relativize(file).toString();
      byte[] whole = Files.readAllBytes(file);
      for (int length : new int[] {0, whole.length / 2}) {
        Files.write(file, Arrays.copyOf(whole, length));
        Console verified = finished.verify();
        for (Console answer : new Console[] {verified, finished.command("status")}) {
          assertThat(answer.exitCode()).as("%s: %s", name, answer.text()).isIn(0, 1, 2);
          assertThat(answer.err().lines().count()).as(answer.err()).isLessThan(2);
        }
        if (name.matches("(runs|pretraining|preprocessed)/.*") && !name.endsWith(".lock")) {
          assertThat(verified.exitCode()).as("%s cut to %d bytes", name, length).isNotZero();
        }
      }
      Files.write(file, whole);
    }
    assertThat(finished.verify().exitCode()).isZero();
  }

  private String predicted() throws IOException {
    try (Stream<Path> all =
        Files.list(finished.tiny.made("runs", "scratch").resolve("predictions"))) {
      return all.sorted().findFirst().orElseThrow().getFileName().toString();
    }
  }

  @Test
  void aTruncatedCacheChunkIsNamedAndMadeAnewWithoutLosingARun() throws IOException {
    Path cached = finished.tiny.out().resolve("preprocessed/MyData/fixed/cases");
    Path file = cached.resolve(finished.tiny.caseId() + ".vbcase");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - whole.length / 3));
    assertOneFault(file.getFileName().toString(), "damaged", "delete it");

    Files.delete(file);
    assertThat(finished.tiny.run(FinishedBenchmark.PROTOCOL).exitCode()).isZero();
    assertThat(file).hasBinaryContent(whole);
    assertThat(finished.tiny.made("runs", "mae").resolve("manifest.json"))
        .content()
        .contains("\"starts\" : 1");
  }

  @Test
  void anEditedProtocolIsRefusedWithItsKeysAndLosesNothing() throws IOException {
    Map<Path, Long> before = finished.files();
    String edited = FinishedBenchmark.PROTOCOL.replace("tileStep: 0.5", "tileStep: 0.25");
    Console answer = finished.tiny.run(edited);
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err().strip().lines()).hasSize(1);
    assertThat(answer.err()).contains("'inference.tileStep' (0.5, now 0.25)", "--out");
    assertThat(finished.files()).isEqualTo(before);

    assertThat(
            finished
                .tiny
                .run(FinishedBenchmark.PROTOCOL.replace("title: A user", "title: Another user"))
                .exitCode())
        .as("the title may change")
        .isZero();
    Path kept = finished.tiny.out().resolve("protocol.yaml");
    Files.writeString(kept, Files.readString(kept).replace("tileStep: 0.5", "tileStep: 0.25"));
    assertOneFault("protocol.yaml", "edited");
    assertThat(
            finished
                .tiny
                .run(FinishedBenchmark.PROTOCOL.replace("title: A user", "title: Another user"))
                .exitCode())
        .as("the protocol that it began with writes the file anew")
        .isZero();
    assertThat(finished.verify().exitCode()).isZero();
  }

  @Test
  void anEditedSplitIsRefusedAndNamed() throws IOException {
    String id = finished.tiny.caseId();
    StringBuilder all = new StringBuilder();
    try (Stream<Path> labels = Files.list(finished.tiny.dataset().resolve("labelsTr"))) {
      labels
          .map(file -> file.getFileName().toString().replace(".nii.gz", ""))
          .filter(name -> !name.equals(id))
          .sorted()
          .forEach(name -> all.append(all.isEmpty() ? "" : ",").append('"' + name + '"'));
    }
    String fold = "{\"train\": [" + all + "], \"val\": [\"" + id + "\"]}";
    Files.writeString(finished.tiny.dataset().resolve("splits_final.json"), "[" + fold + "]");
    Console answer = finished.verify();
    assertThat(answer.out()).contains("another split", "splits_final.json");
    assertThat(answer.exitCode()).isEqualTo(1);
    answer = finished.tiny.run(FinishedBenchmark.PROTOCOL);
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("another split", "MyData");
    Files.delete(finished.tiny.dataset().resolve("splits_final.json"));
    assertThat(finished.verify().exitCode()).isZero();
  }

  @Test
  void aDataFileThatChangedAfterPreprocessingIsNoticedAndItsCacheStays() throws IOException {
    Map<Path, Long> before = finished.files();
    String id = finished.tiny.caseId();
    Path image = finished.tiny.image(id, 0);
    byte[] whole = Files.readAllBytes(image);
    Files.copy(finished.tiny.image(id, 1), image, StandardCopyOption.REPLACE_EXISTING);
    Console answer = finished.verify();
    assertThat(answer.out()).contains("MyData' changed", "other raw files", "put them back");
    assertThat(answer.exitCode()).isEqualTo(1);
    answer = finished.tiny.run(FinishedBenchmark.PROTOCOL);
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("other files in", "MyData");
    before.keySet().removeIf(file -> file.endsWith("started.json"));
    assertThat(finished.files()).containsAllEntriesOf(before);
    Files.write(image, whole);
    assertThat(finished.verify().exitCode()).isZero();
  }
}
