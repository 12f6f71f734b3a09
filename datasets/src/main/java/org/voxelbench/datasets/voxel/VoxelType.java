package org.voxelbench.datasets.voxel;

import java.nio.ByteBuffer;

/** The real-valued types of voxels. */
public enum VoxelType {
  UINT8(1, (bytes, at) -> bytes.get(at) & 0xFF, (bytes, value) -> bytes.put((byte) value)),
  INT8(1, (bytes, at) -> bytes.get(at), (bytes, value) -> bytes.put((byte) value)),
  UINT16(
      2,
      (bytes, at) -> bytes.getShort(at) & 0xFFFF,
      (bytes, value) -> bytes.putShort((short) value)),
  INT16(2, (bytes, at) -> bytes.getShort(at), (bytes, value) -> bytes.putShort((short) value)),
  UINT32(
      4,
      (bytes, at) -> bytes.getInt(at) & 0xFFFFFFFFL,
      (bytes, value) -> bytes.putInt((int) (long) value)),
  INT32(4, (bytes, at) -> bytes.getInt(at), (bytes, value) -> bytes.putInt((int) value)),
  UINT64(
      8, (bytes, at) -> unsigned(bytes.getLong(at)), (bytes, value) -> bytes.putLong((long) value)),
  INT64(8, (bytes, at) -> bytes.getLong(at), (bytes, value) -> bytes.putLong((long) value)),
  FLOAT32(4, (bytes, at) -> bytes.getFloat(at), (bytes, value) -> bytes.putFloat((float) value)),
  FLOAT64(8, (bytes, at) -> bytes.getDouble(at), (bytes, value) -> bytes.putDouble(value));

  private final int bytes;
  private final Decoder decoder;
  private final Encoder encoder;

  VoxelType(int bytes, Decoder decoder, Encoder encoder) {
    this.bytes = bytes;
    this.decoder = decoder;
    this.encoder = encoder;
  }

  private interface Decoder {
    double decode(ByteBuffer bytes, int at);
  }

  private interface Encoder {
    void encode(ByteBuffer bytes, double value);
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
  }

  /** Bytes per voxel. */
  public int bytes() {
    return bytes;
  }

  /** Decodes the first {@code count} voxels of a buffer that carries the file's byte order. */
  public void decode(ByteBuffer from, double[] to, int count) {
    for (int voxel = 0; voxel < count; voxel++) {
      to[voxel] = decoder.decode(from, voxel * bytes);
    }
  }

  /** Appends a value that the type holds, in the buffer's byte order. */
  void encode(ByteBuffer to, double value) {
    encoder.encode(to, value);
  }
}
