package org.voxelbench.datasets.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Writes a DICOM file of one small slice, attribute by attribute, explicit little-endian. */
final class DicomBytes {

  private final Map<Integer, byte[]> attributes = new TreeMap<>();
  private String syntax = "1.2.840.10008.1.2.1";

  /** A sound slice of 2x3 pixels at a height. */
  static DicomBytes slice(double height) {
    return new DicomBytes()
        .text(0x0008_103E, "LO", "T1")
        .text(0x0020_000E, "UI", "1.2.3")
        .text(0x0020_0032, "DS", "1\\2\\" + height)
        .text(0x0020_0037, "DS", "1\\0\\0\\0\\1\\0")
        .number(0x0028_0002, 1)
        .text(0x0028_0004, "CS", "MONOCHROME2")
        .number(0x0028_0010, 2)
        .number(0x0028_0011, 3)
        .text(0x0028_0030, "DS", "1.25\\0.5")
        .number(0x0028_0100, 8)
        .number(0x0028_0101, 8)
        .number(0x0028_0102, 7)
        .number(0x0028_0103, 0)
        .bytes(0x7FE0_0010, "OB", new byte[] {0, 1, 2, 3, 4, (byte) 255});
  }

  DicomBytes syntax(String uid) {
    syntax = uid;
    return this;
  }

  DicomBytes without(int tag) {
    attributes.remove(tag);
    return this;
  }

  DicomBytes text(int tag, String representation, String text) {
    byte[] padded = (text.length() % 2 == 0 ? text : text + " ").getBytes(StandardCharsets.UTF_8);
    return bytes(tag, representation, padded);
  }

  DicomBytes number(int tag, int number) {
    byte[] bytes =
        ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort((short) number).array();
    return bytes(tag, "US", bytes);
  }

  DicomBytes bytes(int tag, String representation, byte[] value) {
    attributes.put(tag, element(tag, representation, value, value.length));
    return this;
  }

  /** An attribute whose length is not its value's. */
  DicomBytes bytes(int tag, String representation, byte[] value, int length) {
    attributes.put(tag, element(tag, representation, value, length));
    return this;
  }

  static byte[] element(int tag, String representation, byte[] value, int length) {
    boolean isLong = representation.matches("O.|SQ|U[NT]");
    ByteBuffer bytes =
        ByteBuffer.allocate((isLong ? 12 : 8) + value.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort((short) (tag >>> 16)).putShort((short) tag);
    bytes.put(representation.getBytes(StandardCharsets.US_ASCII));
    if (isLong) {
      bytes.putShort((short) 0).putInt(length);
    } else {
      bytes.putShort((short) length);
    }
    return bytes.put(value).array();
  }

  byte[] file() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[128]);
    file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    String even = syntax.length() % 2 == 0 ? syntax : syntax + "\0";
    byte[] uid = even.getBytes(StandardCharsets.US_ASCII);
    file.writeBytes(element(0x0002_0010, "UI", uid, uid.length));
    attributes.values().forEach(file::writeBytes);
    return file.toByteArray();
  }
}
