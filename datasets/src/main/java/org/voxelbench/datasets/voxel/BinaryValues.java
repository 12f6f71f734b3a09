package org.voxelbench.datasets.voxel;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers of a type and byte order. */
final class BinaryValues implements ValueReader {

  private final InputStream in;
  private final VoxelType type;
  private final byte[] bytes;
  private final ByteBuffer buffer;

  BinaryValues(InputStream in, VoxelType type, ByteOrder order, int most) {
    this.in = in;
    this.type = type;
    this.bytes = new byte[most * type.bytes()];
    this.buffer = ByteBuffer.wrap(bytes).order(order);
  }

  @Override
  public void skip(long values) throws IOException {
    in.skipNBytes(values * type.bytes());
  }

  @Override
  public void read(double[] to, int count) throws IOException {
    int wanted = count * type.bytes();
    if (in.readNBytes(bytes, 0, wanted) < wanted) {
      throw new EOFException();
    }
    type.decode(buffer, to, count);
  }
}
