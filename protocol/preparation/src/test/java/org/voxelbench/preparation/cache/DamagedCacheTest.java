package org.voxelbench.preparation.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.BadInputException;

/** What is damaged in a prepared data set is named, by a check and by who reads it. */
class DamagedCacheTest {

  private PreparedFixture fixture;

  @BeforeEach
  void layOut(@TempDir Path temporary) throws IOException {
    fixture = new PreparedFixture(temporary);
  }

  @Test
  void aCheckReadsEveryChunkAndNamesWhatIsDamaged() throws Exception {
    fixture.prepare();
    Optional<String> hash = Optional.of(fixture.raw.contentHash());
    assertThat(fixture.faults(hash)).isEmpty();
    assertThat(fixture.faults(Optional.of("other")))
        .singleElement()
        .asString()
        .contains("other raw files");
    Path file = fixture.caseFile("case_1");
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 97)) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 4;
      Files.write(file, flipped);
      assertThat(fixture.faults(hash))
          .as("byte " + at)
          .singleElement()
          .asString()
          .contains("case_1.vb");
    }
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThat(fixture.faults(hash))
        .singleElement()
        .asString()
        .contains("case_1.vbcase", "delete it");
    Files.delete(file);
    assertThat(fixture.faults(hash))
        .singleElement()
        .asString()
        .contains("case_1.vbcase", "missing");
  }

  @Test
  void aDamagedIndexIsNamedAndWrittenAnewFromTheCases() throws Exception {
    fixture.prepare();
    fixture.age();
    Path index = fixture.folder.resolve("index.tsv");
    byte[] whole = Files.readAllBytes(index);
    for (byte[] damaged : List.of(new byte[0], Arrays.copyOf(whole, whole.length - 1))) {
      Files.write(index, damaged);
      assertThatThrownBy(() -> PreparedDataset.open(fixture.folder, 0))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(index.toString());
      assertThat(fixture.faults(Optional.empty())).singleElement().asString().contains("index.tsv");
    }

    fixture.prepare();

    assertThat(index).hasBinaryContent(whole);
    assertThat(fixture.madeAnew()).isEmpty();
  }

  @Test
  void aCaseThatIsNotTheIndexsIsNamedWhenItIsRead() throws Exception {
    fixture.prepare();
    Files.copy(
        fixture.caseFile("case_0"),
        fixture.caseFile("case_1"),
        StandardCopyOption.REPLACE_EXISTING);
    CachedCase other = PreparedDataset.open(fixture.folder, 0).preparedCase("case_1");

    assertThatThrownBy(other::properties)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("case_1.vbcase is another file");
    assertThat(fixture.faults(Optional.empty()))
        .singleElement()
        .asString()
        .contains("case_1.vbcase");
  }

  @Test
  void namesADamagedFile() throws Exception {
    fixture.prepare();
    Path file = fixture.caseFile("case_0");
    CaseFile intact = CaseFile.open(file);
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(intact.offsets()[1] / 2);
      int value = bytes.read();
      bytes.seek(intact.offsets()[1] / 2);
      bytes.write(value ^ 0x55);
    }
    CachedCase damaged = PreparedDataset.open(fixture.folder, 0).preparedCase("case_0");
    float[] voxel = new float[2];
    assertThatThrownBy(() -> damaged.readImage(new int[3], new int[] {1, 1, 1}, voxel))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file + " is damaged");
    damaged.readImage(new int[] {0, 0, 35}, new int[] {1, 1, 1}, voxel);

    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 7, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> CaseFile.open(file))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("is damaged");
    }
    whole[whole.length - 200] ^= 1;
    Files.write(file, whole);
    assertThatThrownBy(() -> CaseFile.open(file)).hasMessageContaining("checksum");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "{", "[]", "{}", "whole without its last brace"})
  void aDamagedSealIsNamed(String text) throws Exception {
    fixture.prepare();
    Path seal = fixture.folder.resolve("seal.json");
    String whole = Files.readString(seal).strip();
    Files.writeString(
        seal, text.startsWith("whole") ? whole.substring(0, whole.length() - 1) : text);

    assertThatThrownBy(() -> PreparedDataset.open(fixture.folder, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(seal + " is damaged");
    assertThat(fixture.faults(Optional.empty()))
        .singleElement()
        .asString()
        .contains(seal + " is damaged");
  }
}
