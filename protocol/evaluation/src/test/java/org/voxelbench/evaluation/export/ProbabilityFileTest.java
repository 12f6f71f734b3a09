package org.voxelbench.evaluation.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.BadInputException;

class ProbabilityFileTest {

  private static final int[] SIZE = {5, 60, 70};

  @TempDir Path folder;

  private static float[] channel(int k) {
    float[] values = new float[SIZE[0] * SIZE[1] * SIZE[2]];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((k + 1) / (i + 2.0));
    }
    return values;
  }

  private Path written() {
    Path file = folder.resolve("case.npz");
    ProbabilityFile.write(file, new Probabilities(3, SIZE, ProbabilityFileTest::channel));
    return file;
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    try (ProbabilityFile file = ProbabilityFile.open(written(), 3, SIZE)) {
      for (int k = 0; k < 3; k++) {
        float[] read = new float[channel(k).length];
        file.addNext(read);
        assertThat(read).containsExactly(channel(k));
      }
    }
  }

  /** The format as NumPy documents it, read without our reader. */
  @Test
  void theFileHoldsOneArrayInNumPysFormat() throws IOException {
    try (ZipFile zip = new ZipFile(written().toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName)).containsExactly("probabilities.npy");
      ByteBuffer bytes =
          ByteBuffer.wrap(zip.getInputStream(zip.getEntry("probabilities.npy")).readAllBytes())
              .order(ByteOrder.LITTLE_ENDIAN);
      assertThat(Arrays.copyOf(bytes.array(), 8))
          .containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
      int start = 10 + bytes.getShort(8);
      assertThat(start % 64).isZero();
      assertThat(new String(bytes.array(), 10, start - 10, StandardCharsets.ISO_8859_1))
          .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 5, 60, 70), }")
          .endsWith("\n");
      assertThat(bytes.capacity()).isEqualTo(start + 3 * 5 * 60 * 70 * 4);
      assertThat(bytes.getFloat(start + 4 * (21000 + 9))).isEqualTo(channel(1)[9]);
    }
  }

  @Test
  void equalProbabilitiesMakeEqualBytes() throws IOException {
    byte[] first = Files.readAllBytes(written());
    assertThat(Files.readAllBytes(written())).isEqualTo(first);
  }

  @Test
  void anotherShapeIsRefused() {
    Path file = written();
    assertThatThrownBy(() -> ProbabilityFile.open(file, 2, SIZE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("[3, 5, 60, 70]")
        .hasMessageContaining("[2, 5, 60, 70]");
  }

  @Test
  void aTruncatedArrayIsRefused() throws IOException {
    Path file = folder.resolve("short.npz");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("probabilities.npy"));
      zip.write(new NpyHeader("<f4", new int[] {1, 2, 2, 2}).bytes());
      zip.write(new byte[31]);
    }
    try (ProbabilityFile open = ProbabilityFile.open(file, 1, new int[] {2, 2, 2})) {
      assertThatThrownBy(() -> open.addNext(new float[8]))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("short.npz")
          .hasMessageContaining("ends too early");
    }
  }

  @Test
  void anArchiveWithoutProbabilitiesIsRefused() throws IOException {
    Path file = folder.resolve("other.npz");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("softmax.npy"));
    }
    assertThatThrownBy(() -> ProbabilityFile.open(file, 1, SIZE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no array 'probabilities'");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void headersSurviveAndFillWholeLines(int axes) throws IOException {
    int[] shape = new int[axes];
    Arrays.setAll(shape, axis -> 1 << (6 * axis));
    byte[] bytes = new NpyHeader("<f4", shape).bytes();
    assertThat(bytes.length % 64).isZero();
    NpyHeader read = NpyHeader.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    assertThat(read.shape()).containsExactly(shape);
    assertThat(read.descr()).isEqualTo("<f4");
  }

  @Test
  void headersThatCannotBeUsedAreRefused() {
    List<String> texts =
        List.of(
            "{'descr': '<f4', 'fortran_order': True, 'shape': (3, 4), }",
            "{'descr': '<f4', 'fortran_order': False, }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (3, -4), }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 99999999999), }",
            "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (3,), }",
            "");
    for (String text : texts) {
      ByteBuffer bytes = ByteBuffer.allocate(10 + text.length()).order(ByteOrder.LITTLE_ENDIAN);
      bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
      bytes.putShort((short) text.length()).put(text.getBytes(StandardCharsets.ISO_8859_1));
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.array()));
      assertThatThrownBy(() -> NpyHeader.read(in)).isInstanceOf(IOException.class);
    }
  }
}
