package org.voxelbench.datasets.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers of a stream in a byte order, and the place of the next byte. */
final class DataInput {

  private final InputStream in;
  private final ByteOrder order;
  private long position;

  DataInput(InputStream in, ByteOrder order, long position) {
    this.in = in;
    this.order = order;
    this.position = position;
  }

  ByteOrder order() {
    return order;
  }

  long position() {
    return position;
  }

  byte[] bytes(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    position += count;
    return bytes;
  }

  int unsignedShort() throws IOException {
    return ByteBuffer.wrap(bytes(Short.BYTES)).order(order).getShort() & 0xFFFF;
  }

  /** A length; -1 says that it is not given. */
  long length() throws IOException {
    int length = ByteBuffer.wrap(bytes(Integer.BYTES)).order(order).getInt();
    return length == -1 ? -1 : length & 0xFFFF_FFFFL;
  }

  /** A tag, or nothing at the end of the stream. */
  int tag() throws IOException {
    int group = unsignedShort();
    return group << 16 | unsignedShort();
  }

  /** Whether no byte is left. */
  boolean isAtEnd() throws IOException {
    in.mark(1);
    boolean end = in.read() < 0;
    in.reset();
    return end;
  }

  void skip(long bytes) throws IOException {
    in.skipNBytes(bytes);
    position += bytes;
  }
}
