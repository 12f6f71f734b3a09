package org.voxelbench.datasets.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.Geometry;

/** Headers mean what they mean to nibabel. */
class NiftiHeaderTest {

  @TempDir Path temp;

  private interface Encoder {
    void put(ByteBuffer to, double value);
  }

  private record Kind(int code, int bytes, double low, double high, Encoder encoder) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(2, 1, 0, 255, (to, v) -> to.put((byte) v)),
          new Kind(256, 1, -128, 127, (to, v) -> to.put((byte) v)),
          new Kind(4, 2, -32768, 32767, (to, v) -> to.putShort((short) v)),
          new Kind(512, 2, 0, 65535, (to, v) -> to.putShort((short) (int) v)),
          new Kind(8, 4, -2147483648.0, 2147483647.0, (to, v) -> to.putInt((int) v)),
          new Kind(768, 4, 0, 4294967295.0, (to, v) -> to.putInt((int) (long) v)),
          new Kind(1024, 8, -0x1p62, 0x1p62, (to, v) -> to.putLong((long) v)),
          new Kind(1280, 8, 0, 0x1p63, (to, v) -> to.putLong(v >= 0x1p63 ? 1L << 63 : (long) v)),
          new Kind(16, 4, -1.5e30, Float.NaN, (to, v) -> to.putFloat((float) v)),
          new Kind(64, 8, -1e300, Double.NaN, (to, v) -> to.putDouble(v)));

  static Stream<Arguments> kinds() {
    return Stream.of(1, 2)
        .flatMap(
            version ->
                Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                    .flatMap(
                        order -> KINDS.stream().map(kind -> Arguments.of(version, order, kind))));
  }

  @ParameterizedTest
  @CsvSource({"1, 1000", "2, 1", "3, 0.001", "0, 1", "7, 1", "11, 0.001", "9, 1000"})
  void lengthsAreMillimetresWhateverTheirUnit(int code, double factor) throws IOException {
    for (int version : new int[] {1, 2}) {
      for (int[] codes : new int[][] {{0, 0}, {1, 0}, {0, 1}}) {
        NiftiBytes image =
            new NiftiBytes(version, ByteOrder.BIG_ENDIAN)
                .shape(3, 1, 1)
                .type(2)
                .pixdim(1, 2, 4, 8)
                .quaternion(0, 0, 0, 16, 32, 64)
                .sform(2, 0, 0, 16, 0, 4, 0, 32, 0, 0, 8, 64)
                .codes(codes[0], codes[1])
                .data(3, to -> to.putShort((short) 0));
        NiftiHeader plain = Nifti.header(write("plain.nii", image.bytes()));
        NiftiHeader scaled = Nifti.header(write("scaled.nii", image.units(code).bytes()));
        for (int axis = 0; axis < 3; axis++) {
          assertThat(scaled.zooms()[axis])
              .isCloseTo(plain.zooms()[axis] * factor, within(1e-9 * factor));
          for (int column = 0; column < 4; column++) {
            assertThat(scaled.affine()[axis][column])
                .isCloseTo(plain.affine()[axis][column] * factor, within(1e-9 * factor));
          }
        }
        assertThat(scaled.affine()[3]).containsExactly(0, 0, 0, 1);
        assertThat(scaled.spacingInFile()).containsExactly(2, 4, 8);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyTypeIsReadInBothVersionsAndByteOrders(int version, ByteOrder order, Kind kind)
      throws IOException {
    NiftiBytes image =
        new NiftiBytes(version, order)
            .shape(2, 1, 2)
            .type(kind.code())
            .data(
                4 * kind.bytes(),
                to -> {
                  for (double value : new double[] {kind.low(), kind.high(), 1, 42}) {
                    kind.encoder().put(to, value);
                  }
                });
    NiftiVolume volume = Nifti.read(write("x.nii", image.bytes()));
    assertThat(volume.shape()).containsExactly(2, 1, 2);
    double first = kind.code() == 16 ? (float) kind.low() : kind.low();
    assertThat(volume.at(0, 0, 0)).isEqualTo(first);
    assertThat(volume.at(1, 0, 0)).isEqualTo(Double.valueOf(kind.high()));
    assertThat(volume.at(0, 0, 1)).isEqualTo(1);
    assertThat(volume.at(1, 0, 1)).isEqualTo(42);
  }

  @ParameterizedTest
  @CsvSource({
    "2, -5, 1, 9",
    "0, 7, 3, 7",
    "NaN, 7, 3, 7",
    "Infinity, 7, 3, 7",
    "1, 0, 3, 7",
    "0.5, 0, 1.5, 3.5"
  })
  void scaleCountsUnlessItsSlopeIsZeroOrNotFinite(
      double slope, double intercept, double first, double second) throws IOException {
    NiftiBytes image =
        NiftiBytes.version1()
            .shape(2, 1, 1)
            .type(2)
            .scale(slope, intercept)
            .data(2, to -> to.put((byte) 3).put((byte) 7));
    NiftiVolume volume = Nifti.read(write("x.nii", image.bytes()));
    assertThat(volume.value(0)).isEqualTo(first);
    assertThat(volume.value(1)).isEqualTo(second);
  }

  @Test
  void sformComesBeforeQform() throws IOException {
    NiftiBytes image =
        bytes().codes(1, 2).sform(0, -2, 0, 5, 3, 0, 0, 6, 0, 0, 4, 7).quaternion(0, 0, 0, 9, 9, 9);
    assertThat(affine(image))
        .isDeepEqualTo(new double[][] {{0, -2, 0, 5}, {3, 0, 0, 6}, {0, 0, 4, 7}, {0, 0, 0, 1}});
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, -1, 0, 5})
  void qformTurnsByItsQuaternion(double handedness) throws IOException {
    double half = Math.sqrt(0.5);
    NiftiBytes image =
        bytes().codes(1, 0).pixdim(handedness, 2, 3, 4).quaternion(0, 0, half, 5, 6, 7);
    double third = handedness == -1 ? -4 : 4;
    double[][] quarterTurnAboutZ = {{0, -3, 0, 5}, {2, 0, 0, 6}, {0, 0, third, 7}, {0, 0, 0, 1}};
    double[][] affine = affine(image);
    for (int row = 0; row < 4; row++) {
      assertThat(affine[row]).containsExactly(quarterTurnAboutZ[row], within(1e-6));
    }
  }

  /** niftilib takes w = 0 and divides the others by their length. */
  @ParameterizedTest
  @ValueSource(doubles = {1.0000005, 1.00002, 1.0009})
  void aQuaternionThatWasRoundedBeyondOneIsOfLengthOne(double length) throws IOException {
    double x = 0.6 * length;
    double y = 0.8 * length;
    NiftiBytes image = bytes().codes(1, 0).pixdim(1, 2, 3, 4).quaternion(x, y, 0, 5, 6, 7);
    double[][] halfTurn = {{-0.56, 2.88, 0, 5}, {1.92, 0.84, 0, 6}, {0, 0, -4, 7}, {0, 0, 0, 1}};
    double[][] affine = affine(image);
    for (int row = 0; row < 4; row++) {
      assertThat(affine[row]).containsExactly(halfTurn[row], within(1e-6));
    }
    NiftiBytes longer = bytes().codes(1, 0).quaternion(0.6 * 1.002, 0.8 * 1.002, 0, 5, 6, 7);
    assertThatThrownBy(() -> affine(longer)).hasMessageContainingAll("1.00", "quatern_b", "most 1");
  }

  /** What SimpleITK 2.5 reads of such headers, by qform code and sform code. */
  @ParameterizedTest
  @CsvSource({
    "turned, 0/0=lps 0/1=sform 0/2=sform 1/0=qform 1/1=sform 1/2=qform 1/4=qform 2/1=sform 2/2=qform",
    "sheared, 0/0=lps 0/1=sform 0/2=sform 1/0=qform 1/1=qform 1/2=qform 1/4=qform 2/1=qform",
    "empty, 0/0=lps 1/0=qform 1/1=qform 1/2=qform 1/4=qform 2/1=qform 2/2=qform",
    "rounded, 0/0=lps 0/1=sform 1/0=qform 1/1=sform 1/2=sform 1/4=sform 2/1=sform 2/2=sform",
    "moved, 0/0=lps 0/1=sform 1/0=qform 1/1=sform 1/2=qform 1/4=qform 2/1=sform 2/2=qform"
  })
  void aGeometryLiesWhereItkPutsIt(String kind, String answers) throws IOException {
    double half = Math.sqrt(0.5);
    double[][] qform = {{0, -3, 0, 5}, {2, 0, 0, 6}, {0, 0, 4, 7}, {0, 0, 0, 1}};
    double[][] sform = {qform[0].clone(), qform[1].clone(), qform[2].clone(), qform[3]};
    switch (kind) {
      case "turned" -> {
        sform[0] = new double[] {2, 0, 0, 1};
        sform[1] = new double[] {0, 3, 0, 2};
      }
      case "sheared" -> sform[0][0] = 0.2;
      case "empty" ->
          sform = new double[][] {new double[4], new double[4], new double[4], qform[3]};
      case "rounded" -> sform[0][0] = 0.00005;
      default -> sform[0][3] += 0.01;
    }
    double[] rows = Stream.of(sform).limit(3).flatMapToDouble(Arrays::stream).toArray();
    Map<String, double[][]> all =
        Map.of(
            "lps",
            new double[][] {{-2, 0, 0, 0}, {0, -3, 0, 0}, {0, 0, 4, 0}, {0, 0, 0, 1}},
            "qform",
            qform,
            "sform",
            sform);
    for (String answer : answers.split(" ")) {
      NiftiBytes image =
          bytes()
              .shape(5, 4, 3)
              .pixdim(1, 2, 3, 4)
              .quaternion(0, 0, half, 5, 6, 7)
              .sform(rows)
              .codes(answer.charAt(0) - '0', answer.charAt(2) - '0');
      double[][] affine = Nifti.header(write("placed.nii", image.bytes())).geometry().affine();
      double[][] expected = all.get(answer.substring(4));
      for (int row = 0; row < 4; row++) {
        assertThat(affine[row]).as(answer).containsExactly(expected[row], within(2e-6));
      }
    }
  }

  @Test
  void withoutCodesTheVolumeIsCentredAndFlipped() throws IOException {
    double[][] centred = {{-2, 0, 0, 4}, {0, 3, 0, -4.5}, {0, 0, 4, -4}, {0, 0, 0, 1}};
    NiftiBytes image = bytes().shape(5, 4, 3).pixdim(1, 2, 3, 4).sform(9, 9, 9, 9);
    assertThat(affine(image)).isDeepEqualTo(centred);
    assertThat(affine(image.codes(77, -1))).as("unknown codes").isDeepEqualTo(centred);
  }

  @Test
  void spacingIsRepairedAsNibabelDoes() throws IOException {
    Path file = write("x.nii", bytes().codes(0, 1).pixdim(1, -2, 0, 4).bytes());
    NiftiHeader header = Nifti.header(file);
    assertThat(header.zooms()).containsExactly(2, 1, 4);
    assertThat(header.spacingInFile()).containsExactly(-2, 0, 4);
  }

  @Test
  void geometryIsReversedAndNeedsNoVoxels() throws IOException {
    NiftiBytes image = NiftiBytes.version1().shape(5, 4, 3, 1).type(2).pixdim(1, 2, 3, 4, 9);
    Geometry geometry = Nifti.geometry(write("x.nii", image.bytes()));
    assertThat(geometry.size()).containsExactly(3, 4, 5);
    assertThat(geometry.spacing()).containsExactly(4, 3, 2);
  }

  @Test
  void headerExtensionsAreSkipped() throws IOException {
    NiftiBytes image =
        bytes().offset(368).data(16 + 8, to -> to.putInt(16).putInt(6).put(23, (byte) 8));
    assertThat(Nifti.read(write("x.nii", image.bytes())).at(1, 1, 1)).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.hdr", "x.img", "x.hdr.gz", "x.img.gz", "X.HDR", "X.IMG"})
  void eitherFileOfAPairMayBeNamed(String name) throws IOException {
    boolean upper = name.equals(name.toUpperCase(Locale.ROOT));
    String stem = name.replaceFirst("(?i)\\.(hdr|img).*", "");
    String zip = name.endsWith(".gz") ? ".gz" : "";
    byte[] header = bytes().text(344, "ni1").offset(0).header();
    write(stem + (upper ? ".HDR" : ".hdr") + zip, zip.isEmpty() ? header : NiftiBytes.gzip(header));
    byte[] voxels = {0, 0, 0, 0, 0, 0, 0, 8};
    write(stem + (upper ? ".IMG" : ".img") + zip, zip.isEmpty() ? voxels : NiftiBytes.gzip(voxels));
    assertThat(Nifti.read(temp.resolve(name)).at(1, 1, 1)).isEqualTo(8);
  }

  @Test
  void severalGzipMembersAreOneStream() throws IOException {
    byte[] whole = bytes().data(8, to -> to.put(7, (byte) 8)).bytes();
    byte[] first = NiftiBytes.gzip(Arrays.copyOf(whole, 355));
    byte[] second = NiftiBytes.gzip(Arrays.copyOfRange(whole, 355, whole.length));
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    assertThat(Nifti.read(write("x.nii.gz", both)).at(1, 1, 1)).isEqualTo(8);
  }

  @Test
  void longFreeSurferSurfacesHaveTheirLength() throws IOException {
    NiftiBytes surface = NiftiBytes.version1().shape(27307, 1, 6).type(2).data(163842, to -> {});
    assertThat(Nifti.read(write("x.nii", surface.bytes())).shape()).containsExactly(163842, 1, 1);
    NiftiBytes vector = NiftiBytes.version1().shape(-1, 1, 1).type(2).data(40000, to -> {});
    byte[] bytes = vector.bytes();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(144, 40000);
    assertThat(Nifti.read(write("y.nii", bytes)).shape()).containsExactly(40000, 1, 1);
  }

  /** A 2x2x2 image of bytes. */
  private static NiftiBytes bytes() {
    return NiftiBytes.version1().shape(2, 2, 2).type(2).data(8, to -> {});
  }

  private double[][] affine(NiftiBytes image) throws IOException {
    return Nifti.header(write("x.nii", image.bytes())).affine();
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(temp.resolve(name), bytes);
  }
}
