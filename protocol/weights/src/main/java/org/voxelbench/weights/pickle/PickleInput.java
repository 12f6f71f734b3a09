package org.voxelbench.weights.pickle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle, front to back; what is read is checked against what is left. */
final class PickleInput {

  private final ByteBuffer bytes;

  PickleInput(byte[] pickle) {
    this.bytes = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
  }

  int position() {
    return bytes.position();
  }

  boolean hasMore() {
    return bytes.hasRemaining();
  }

  int unsignedByte() {
    need(1);
    return Byte.toUnsignedInt(bytes.get());
  }

  int unsignedShort() {
    need(Short.BYTES);
    return Short.toUnsignedInt(bytes.getShort());
  }

  int signedInt() {
    need(Integer.BYTES);
    return bytes.getInt();
  }

  long unsignedInt() {
    return Integer.toUnsignedLong(signedInt());
  }

  long signedLong() {
    need(Long.BYTES);
    return bytes.getLong();
  }

  double bigEndianDouble() {
    return Double.longBitsToDouble(Long.reverseBytes(signedLong()));
  }

  /** A whole number of any size: a {@link Long} if it fits one. */
  Number bigInteger(int length) {
    byte[] littleEndian = bytes(length);
    byte[] bigEndian = new byte[length + 1];
    for (int i = 0; i < length; i++) {
      bigEndian[length - i] = littleEndian[i];
    }
    bigEndian[0] = (byte) (length > 0 && littleEndian[length - 1] < 0 ? -1 : 0);
    BigInteger value = new BigInteger(bigEndian);
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }

  byte[] bytes(long length) {
    need(length);
    byte[] part = new byte[(int) length];
    bytes.get(part);
    return part;
  }

  String text(long length) {
    need(length);
    ByteBuffer part = bytes.slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
    } catch (CharacterCodingException e) {
      throw new PickleException("the pickle holds a text that is not UTF-8");
    }
  }

  String line() {
    int end = bytes.position();
    while (end < bytes.limit() && bytes.get(end) != '\n') {
      end++;
    }
    String line = text(end - bytes.position());
    need(1);
    bytes.get();
    return line;
  }

  /** Makes sure that as many bytes are left. */
  void need(long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new PickleException(
          "the pickle ends early: at byte "
              + bytes.position()
              + " it needs "
              + Long.toUnsignedString(length)
              + " more bytes and has "
              + bytes.remaining());
    }
  }
}
