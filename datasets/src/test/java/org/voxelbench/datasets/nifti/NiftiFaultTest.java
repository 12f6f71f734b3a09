package org.voxelbench.datasets.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.DatasetException;

/** Every fault is one sentence that names the file. */
class NiftiFaultTest {

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({
    "1, single bits",
    "32, complex",
    "1792, complex",
    "2048, complex",
    "128, RGB",
    "2304, RGBA",
    "1536, 128-bit",
    "0, unknown",
    "-9510, unknown"
  })
  void otherVoxelTypesAreRefused(int code, String words) throws IOException {
    refused("x.nii", sound().type(code).bytes(), words, "datatype " + code);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 347})
  void shortFilesAreRefused(int length) throws IOException {
    byte[] cut = Arrays.copyOf(sound().bytes(), length);
    refused("x.nii", cut, length == 0 ? "empty" : "ends after " + length);
    refused("x.nii.gz", NiftiBytes.gzip(cut), length == 0 ? "empty" : "ends after " + length);
  }

  @Test
  void emptyGzipFileIsRefused() throws IOException {
    refused("x.nii.gz", new byte[0], "empty");
  }

  @Test
  void cutVoxelsAreRefused() throws IOException {
    byte[] bytes = sound().bytes();
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
    refused("x.nii", cut, "claims");
    refused("x.nii.gz", NiftiBytes.gzip(cut), "ends before its last voxel");
  }

  @Test
  void damagedGzipIsRefused() throws IOException {
    byte[] zipped = NiftiBytes.gzip(sound().bytes());
    for (int length = 3; length < zipped.length; length += 3) {
      refused("x.nii.gz", Arrays.copyOf(zipped, length), "");
    }
    byte[] flipped = zipped.clone();
    flipped[zipped.length - 6] ^= 1;
    refused("x.nii.gz", flipped, "gzip stream is damaged");
  }

  @Test
  void compressionMustMatchTheName() throws IOException {
    refused("x.nii.gz", sound().bytes(), "not gzipped", "rename it to x.nii");
    refused("x.nii.gz", new byte[] {0x1f}, "not gzipped");
    refused("x.nii", NiftiBytes.gzip(sound().bytes()), "is gzipped", "rename it to x.nii.gz");
    refused("x.nii", NiftiBytes.gzip(new byte[4096]), "is gzipped");
  }

  @ParameterizedTest
  @ValueSource(strings = {"İ.nii", "İI_三.nii.gz", "größe.NII.GZ", "e\u0301.hdr"})
  void anyLettersMayStandBeforeTheEnding(String name) {
    NiftiName found = NiftiName.of(Path.of("/data").resolve(name));
    assertThat(found.header()).hasToString("/data/" + name);
    assertThat(found.gzip()).isEqualTo(name.toLowerCase(Locale.ROOT).endsWith(".gz"));
  }

  @Test
  void severalVolumesAreToBeSplit() throws IOException {
    Path file = Files.write(temp.resolve("x.nii"), sound().shape(2, 2, 2, 4).bytes());
    assertThatThrownBy(() -> Nifti.readImage(file))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll(file.toString(), "2x2x2x4", "split it into one file per channel");
  }

  @Test
  void finiteValuesBeyondFloatsAreNotCalledInfinite() throws IOException {
    for (double value : new double[] {1e39, -1.7e308}) {
      Path file = Files.write(temp.resolve("x.nii"), doubles(1, value, 3));
      assertThatThrownBy(() -> Nifti.readImage(file))
          .isInstanceOf(DatasetException.class)
          .hasMessageContainingAll(
              file.toString(), "voxel 1", String.valueOf(value), "32-bit", "rescale");
    }
    Path infinite =
        Files.write(temp.resolve("x.nii"), doubles(1, Double.NEGATIVE_INFINITY, Double.NaN));
    assertThat(Nifti.readImage(infinite).voxels())
        .containsExactly(1, Float.NEGATIVE_INFINITY, Float.NaN);
    Path largest =
        Files.write(temp.resolve("x.nii"), doubles(Float.MAX_VALUE, -Float.MAX_VALUE, 0));
    assertThat(Nifti.readImage(largest).voxels())
        .containsExactly(Float.MAX_VALUE, -Float.MAX_VALUE, 0);
  }

  private static byte[] doubles(double... values) {
    return sound()
        .type(64)
        .shape(values.length, 1, 1)
        .data(
            values.length * Double.BYTES,
            buffer -> {
              for (double value : values) {
                buffer.putDouble(value);
              }
            })
        .bytes();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, -32768})
  void axesNeedVoxels(long size) throws IOException {
    refused("x.nii", sound().shape(2, size, 2).bytes(), "axis of " + size, "dim");
  }

  @Test
  void absurdShapesTakeNoMemory() throws IOException {
    long most = Short.MAX_VALUE;
    refused("x.nii", sound().shape(most, most, most, most, most, most, most).bytes(), "voxels");
    refused("x.nii", sound().shape(most, most).bytes(), "claims");
    refused("x.nii.gz", NiftiBytes.gzip(sound().shape(most, most).bytes()), "claims");
    NiftiBytes second = new NiftiBytes(2, ByteOrder.BIG_ENDIAN).type(64);
    refused("x.nii", second.shape(Long.MAX_VALUE, Long.MAX_VALUE, 2).bytes(), "voxels");
    refused("x.nii", second.shape(9).bytes(), "claims");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 348, -16, 1e30, Double.NaN, Double.POSITIVE_INFINITY})
  void voxelsMustLieBehindTheHeader(double offset) throws IOException {
    refused("x.nii", sound().offset(offset).bytes(), "");
  }

  @Test
  void tooManyAxesAreRefused() throws IOException {
    byte[] bytes = sound().bytes();
    bytes[40] = 9;
    bytes[41] = 9;
    refused("x.nii", bytes, "axes");
  }

  @Test
  void strangersAreNamed() throws IOException {
    refused("x.nii", sound().text(344, "\0\0\0").bytes(), "Analyze 7.5");
    refused("x.nii", new byte[1000], "not a NIfTI file");
    refused("x.mgz", new byte[1000], "name");
    refused("x.nii.bz2", new byte[1000], "name");
    refused("nii", new byte[1000], "name");
  }

  @Test
  void surfacesAndLineEndDamageAreNamed() throws IOException {
    NiftiBytes second =
        new NiftiBytes(2, ByteOrder.LITTLE_ENDIAN).shape(2, 2, 2).type(2).data(8, to -> {});
    refused("x.nii", second.intent(3001).bytes(), "CIFTI");
    byte[] converted = second.bytes();
    converted[8] = '\n';
    refused("x.nii", converted, "line ends");
  }

  @Test
  void brokenTransformsAreNamed() throws IOException {
    refused("x.nii", sound().codes(1, 0).quaternion(1, 1, 0).bytes(), "quatern");
    refused("x.nii", sound().scale(1, Double.NaN).bytes(), "scl_inter");
  }

  @Test
  void halfAPairIsNamed() throws IOException {
    Files.write(temp.resolve("x.hdr"), sound().text(344, "ni1").offset(0).header());
    assertRefused(temp.resolve("x.hdr"), "x.img", "missing");
    assertRefused(temp.resolve("x.img"), "x.img", "missing");
    Files.write(temp.resolve("y.img"), new byte[8]);
    assertRefused(temp.resolve("y.img"), "y.hdr", "no such file");
  }

  @Test
  void onlySingleVolumesAreImages() throws IOException {
    Path series = temp.resolve("x.nii");
    Files.write(series, sound().shape(2, 2, 1, 2).bytes());
    assertThatThrownBy(() -> Nifti.readImage(series)).hasMessageContaining("2x2x1x2");
    Files.write(series, sound().shape(2, 4).bytes());
    assertThatThrownBy(() -> Nifti.geometry(series)).hasMessageContaining("2x4");
    Files.write(series, sound().shape(2, 2, 2, 1, 1).bytes());
    assertThat(Nifti.readImage(series).voxels()).hasSize(8);
  }

  @Test
  void foldersAreNotFiles() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("x.nii"));
    assertRefused(folder, "x.nii");
  }

  private static NiftiBytes sound() {
    return NiftiBytes.version1().shape(2, 2, 2).type(2).data(8, to -> to.put(3, (byte) 5));
  }

  private void refused(String name, byte[] bytes, String... words) throws IOException {
    assertRefused(Files.write(temp.resolve(name), bytes), words);
  }

  private static void assertRefused(Path file, String... words) {
    String stem = file.toString().replaceFirst("\\.(hdr|img)$", ".");
    assertThatThrownBy(() -> Nifti.read(file))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(stem)
        .hasMessageContainingAll(words)
        .hasMessageEndingWith(".");
  }
}
