package org.voxelbench.harness.tracking;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A record of TensorFlow's record files: length, its checksum, data, their checksum, all little
 * endian ({@code tensorflow/core/lib/io/record_writer.h}).
 */
final class TfRecord {

  private static final int MASK_SHIFT = 15;
  private static final int MASK_ADDED = 0xa282ead8;

  private TfRecord() {}

  static byte[] of(byte[] data) {
    byte[] length = little(Long.BYTES).putLong(data.length).array();
    return little(length.length + Integer.BYTES + data.length + Integer.BYTES)
        .put(length)
        .putInt(masked(length))
        .put(data)
        .putInt(masked(data))
        .array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** CRC-32C, turned and shifted, so that data that hold checksums have no odd ones themselves. */
  private static int masked(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    return Integer.rotateRight((int) crc.getValue(), MASK_SHIFT) + MASK_ADDED;
  }
}
