package org.voxelbench.datasets.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.voxel.StoredVolumes;

/** Slices are stacked by their place; what makes no volume is refused in a sentence. */
class DicomSeriesTest {

  @TempDir private Path folder;

  private void put(String name, DicomBytes slice) throws IOException {
    Files.write(folder.resolve(name), slice.file());
  }

  private void three() throws IOException {
    put("a", DicomBytes.slice(6));
    put("b", DicomBytes.slice(0));
    put("c", DicomBytes.slice(3));
  }

  private void refused(String... words) {
    assertThatThrownBy(() -> DicomSeries.open(folder).image(0))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll(words)
        .hasMessageMatching("(?s).*[.?]");
  }

  @Test
  void slicesAreOrderedByTheirPlaceAndNotByTheirNames() throws IOException {
    three();
    put("b", DicomBytes.slice(0).text(0x0028_1053, "DS", "2").text(0x0028_1052, "DS", "-1"));
    Files.writeString(folder.resolve("README"), "no image");
    StoredVolumes series = DicomSeries.open(folder);
    assertThat(series.header().geometry().spacing()).containsExactly(3, 1.25, 0.5);
    assertThat(series.header().geometry().affine()[0]).containsExactly(-0.5, 0, 0, -1);
    assertThat(series.header().geometry().affine()[1]).containsExactly(0, -1.25, 0, -2);
    assertThat(series.header().geometry().affine()[2]).containsExactly(0, 0, 3, 0);
    assertThat(Arrays.copyOf(series.image(0).voxels(), 7))
        .as("the first slice is rescaled")
        .containsExactly(-1, 1, 3, 5, 7, 509, 0);
    assertThat(DicomSeries.files(folder)).hasSize(3);
  }

  @Test
  void severalSeriesAreNamedWithTheirCounts() throws IOException {
    three();
    put("d", DicomBytes.slice(9).text(0x0020_000E, "UI", "1.2.4").text(0x0008_103E, "LO", "FLAIR"));
    refused("2 series", "'T1' 1.2.3 of 3 files", "'FLAIR' 1.2.4 of 1 file");
    List<Path> own = Stream.of("a", "b", "c").map(folder::resolve).toList();
    assertThat(DicomSeries.open(folder, own).header().shape()).containsExactly(3, 2, 3);
  }

  @Test
  void aMissingSliceIsNoticed() throws IOException {
    three();
    put("d", DicomBytes.slice(12));
    refused("d", "6.0 mm", "missing");
  }

  @Test
  void slicesInOnePlaceAreNoVolume() throws IOException {
    three();
    put("d", DicomBytes.slice(3));
    refused("c", "d", "lies where");
  }

  @Test
  void aTiltedGantryIsRefused() throws IOException {
    three();
    put("c", DicomBytes.slice(3).text(0x0020_0032, "DS", "1\\3\\3"));
    put("a", DicomBytes.slice(6).text(0x0020_0032, "DS", "1\\4\\6"));
    refused("tilted");
  }

  static Stream<Arguments> others() {
    return Stream.of(
        Arguments.of("ImageOrientationPatient", 0x0020_0037, "1\\0\\0\\0\\0\\1"),
        Arguments.of("PixelSpacing", 0x0028_0030, "1.25\\0.6"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void aSliceOfAnotherPlaneIsRefused(String name, int tag, String value) throws IOException {
    three();
    put("d", DicomBytes.slice(9).text(tag, "DS", value));
    refused(name, "d", "series");
  }

  @Test
  void aSliceOfAnotherSizeIsRefused() throws IOException {
    three();
    put("d", DicomBytes.slice(9).number(0x0028_0010, 3).number(0x0028_0011, 2));
    refused("d", "3 rows");
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("ImagePositionPatient", slice -> slice.without(0x0020_0032)),
        fault("ImageOrientationPatient", slice -> slice.text(0x0020_0037, "DS", "1\\0\\0")),
        fault("PixelSpacing", slice -> slice.text(0x0028_0030, "DS", "1.25\\x")),
        fault("positive length", slice -> slice.text(0x0028_0030, "DS", "1.25\\0")),
        fault("(0028,0010)", slice -> slice.without(0x0028_0010)),
        fault("RGB", slice -> slice.number(0x0028_0002, 3).text(0x0028_0004, "CS", "RGB")),
        fault("PALETTE", slice -> slice.text(0x0028_0004, "CS", "PALETTE COLOR")),
        fault("12 bits", slice -> slice.number(0x0028_0100, 12)),
        fault("9 bits", slice -> slice.number(0x0028_0101, 9)),
        fault(
            "expected 1000000", slice -> slice.number(0x0028_0010, 1000).number(0x0028_0011, 1000)),
        fault("(0028,0008)", slice -> slice.text(0x0028_0008, "IS", "99999999")),
        fault("2 frames", slice -> slice.text(0x0028_0008, "IS", "2")),
        fault("(0028,1053)", slice -> slice.text(0x0028_1053, "DS", "x")),
        fault("no DICOM", slice -> slice.without(0x7FE0_0010)),
        fault("ends before", slice -> slice.bytes(0x0018_0010, "UT", new byte[0], 1 << 30)),
        fault("deeper", DicomSeriesTest::deep),
        fault("1.2.3.4", slice -> slice.syntax("1.2.3.4")),
        fault(
            "expected an item", slice -> packed(slice.syntax("1.2.840.10008.1.2.5"), 0x0028_0010)),
        fault("JPEG-LS", slice -> packed(slice.syntax("1.2.840.10008.1.2.4.80"), Tag.ITEM)),
        fault("RLE", slice -> packed(slice.syntax("1.2.840.10008.1.2.5"), Tag.ITEM)),
        fault("JPEG 2000", slice -> packed(slice.syntax("1.2.840.10008.1.2.4.90"), Tag.ITEM)),
        fault("JPEG lossless", slice -> packed(slice.syntax("1.2.840.10008.1.2.4.70"), Tag.ITEM)));
  }

  private static Arguments fault(String word, UnaryOperator<DicomBytes> broken) {
    return Arguments.of(word, broken);
  }

  private static DicomBytes deep(DicomBytes slice) {
    byte[] inside = new byte[0];
    for (int depth = 0; depth < 20; depth++) {
      byte[] item = item(Tag.ITEM, inside);
      inside = DicomBytes.element(Tag.SHARED_GROUPS, "SQ", item, item.length);
    }
    return slice.bytes(0x0018_0010, "SQ", item(Tag.ITEM, inside));
  }

  /** Pixels in two fragments: an empty table of offsets, and some that no codec understands. */
  private static DicomBytes packed(DicomBytes slice, int tag) {
    byte[] table = item(Tag.ITEM, new byte[0]);
    byte[] fragment = item(tag, new byte[100]);
    byte[] end = item(Tag.SEQUENCE_END, new byte[0]);
    byte[] value = new byte[table.length + fragment.length + end.length];
    System.arraycopy(table, 0, value, 0, table.length);
    System.arraycopy(fragment, 0, value, table.length, fragment.length);
    System.arraycopy(end, 0, value, table.length + fragment.length, end.length);
    return slice.bytes(0x7FE0_0010, "OB", value, -1);
  }

  private static byte[] item(int tag, byte[] value) {
    return ByteBuffer.allocate(8 + value.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) (tag >>> 16))
        .putShort((short) tag)
        .putInt(value.length)
        .put(value)
        .array();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aFault(String word, UnaryOperator<DicomBytes> broken) throws IOException {
    put("x", broken.apply(DicomBytes.slice(0)));
    refused(word, folder.getFileName().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "12, 11, 0, 0x0FFF, 4095",
    "12, 11, 1, 0x0FFF, -1",
    "12, 11, 0, 0xF001, 1",
    "12, 15, 1, 0xFFE0, -2",
    "16, 15, 1, 0x8000, -32768",
    "16, 15, 0, 0x8000, 32768"
  })
  void aValueIsInItsOwnBitsAlone(int stored, int high, int signed, String bits, float value)
      throws IOException {
    int pixel = Integer.decode(bits);
    put(
        "x",
        DicomBytes.slice(0)
            .number(0x0028_0010, 1)
            .number(0x0028_0011, 1)
            .number(0x0028_0100, 16)
            .number(0x0028_0101, stored)
            .number(0x0028_0102, high)
            .number(0x0028_0103, signed)
            .bytes(0x7FE0_0010, "OW", new byte[] {(byte) pixel, (byte) (pixel >> 8)}));
    assertThat(DicomSeries.open(folder).image(0).voxels()).containsExactly(value);
  }
}
