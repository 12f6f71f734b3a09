package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;

/** Data are verified, planned and prepared before a benchmark, and not again by it. */
class PrepareCommandTest {

  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);
  private static final String PROTOCOL =
      TinyBenchmark.protocol("{id: scratch-fixed}", "{id: mae, settings: {blockSize: 8}}");

  @TempDir private Path folder;
  private TinyBenchmark tiny;

  @BeforeEach
  void draw() throws IOException {
    tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
    for (Path file : BenchmarkProcess.files(folder.resolve("data"))) {
      Files.setLastModifiedTime(file, LONG_AGO);
    }
  }

  private Console prepare(Object... more) throws IOException {
    Path file = Files.writeString(folder.resolve("protocol.yaml"), PROTOCOL);
    Object[] words = {
      "prepare", "--protocol", file, "--data", folder.resolve("data"), "--out", tiny.out()
    };
    return Console.run(Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray());
  }

  private Map<String, String> prepared() throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    for (Path file : BenchmarkProcess.files(tiny.out().resolve("preprocessed"))) {
      hashes.put(
          tiny.out().relativize(file) + " " + Files.getLastModifiedTime(file), Sha256.of(file));
    }
    return hashes;
  }

  @Test
  void aBenchmarkFindsAllPrepared() throws IOException {
    assertThat(prepare().exitCode()).isZero();
    assertThat(tiny.out().resolve("runs")).doesNotExist();
    Map<String, String> before = prepared();

    assertThat(tiny.run(PROTOCOL).exitCode()).isZero();

    assertThat(prepared()).isEqualTo(before).isNotEmpty();
    assertThat(prepare().exitCode()).isZero();
    assertThat(prepared()).isEqualTo(before);
  }

  @Test
  void anotherProtocolThanTheFoldersRunsIsRefused() throws IOException {
    assertThat(tiny.run(PROTOCOL).exitCode()).isZero();
    Path other =
        Files.writeString(
            folder.resolve("other.yaml"), PROTOCOL.replace("tileStep: 0.5", "tileStep: 0.25"));
    Console refused =
        Console.run(
            "prepare", "--protocol", other, "--data", folder.resolve("data"), "--out", tiny.out());
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("'inference.tileStep' (0.5, now 0.25)").hasLineCount(1);
  }

  /** Changes an image such that its size, time and inode stay. */
  private void changeUnseen(Path image) throws IOException {
    byte[] bytes = Files.readAllBytes(image);
    bytes[bytes.length - 1] ^= 1;
    Files.write(image, bytes);
    Files.setLastModifiedTime(image, LONG_AGO);
  }

  @Test
  void whatLooksTheSameIsReadAgainOnRequestAlone() throws IOException {
    assertThat(prepare().exitCode()).isZero();
    Path image = tiny.image(tiny.caseId(), 0);
    changeUnseen(image);

    assertThat(prepare().exitCode()).as("it is not read").isZero();
    Console read = prepare("--rehash");
    assertThat(read.exitCode()).isEqualTo(2);
    assertThat(read.err()).contains(image.getFileName().toString()).hasLineCount(1);
    Console resumed = tiny.run(PROTOCOL, "--rehash");
    assertThat(resumed.exitCode()).isEqualTo(2);
    assertThat(resumed.err()).contains(image.getFileName().toString());
  }

  @Test
  void aChangedFileIsSeenAndCostsItsCase() throws IOException {
    assertThat(prepare().exitCode()).isZero();
    Map<String, String> before = prepared();
    String caseId = tiny.caseId();
    Path image = tiny.image(caseId, 0);
    Image changed = Nifti.readImage(image);
    changed.voxels()[changed.voxels().length / 2] += 1;
    NiftiWriter.write(image, changed);

    assertThat(prepare().exitCode()).isZero();

    Map<String, String> after = prepared();
    after.keySet().removeAll(before.keySet());
    assertThat(after.keySet())
        .filteredOn(name -> name.contains(".vbcase"))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(name).contains("MyData/", "/" + caseId + ".vbcase"));
  }
}
