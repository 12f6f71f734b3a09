package org.voxelbench.harness.tracking;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A message in the wire format of Protocol Buffers, field by field. */
final class ProtoMessage {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;
  private static final int TYPE_BITS = 3;
  private static final int SEVEN_BITS = 0x7f;
  private static final int MORE = 0x80;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** A field of type double. */
  ProtoMessage put(int field, double value) {
    key(field, FIXED64);
    bytes.writeBytes(little(Double.BYTES).putDouble(value).array());
    return this;
  }

  /** A field of type float. */
  ProtoMessage put(int field, float value) {
    key(field, FIXED32);
    bytes.writeBytes(little(Float.BYTES).putFloat(value).array());
    return this;
  }

  /** A field of type int32, int64 or an enumeration. */
  ProtoMessage put(int field, long value) {
    key(field, VARINT);
    varint(value);
    return this;
  }

  /** A field of type string. */
  ProtoMessage put(int field, String value) {
    return put(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A field that holds a message; repeated if put again. */
  ProtoMessage put(int field, ProtoMessage value) {
    return put(field, value.bytes());
  }

  /** A field of type bytes. */
  ProtoMessage put(int field, byte[] value) {
    key(field, LENGTH);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void key(int field, int type) {
    varint((long) field << TYPE_BITS | type);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~SEVEN_BITS) != 0) {
      bytes.write((int) (rest & SEVEN_BITS) | MORE);
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }
}
