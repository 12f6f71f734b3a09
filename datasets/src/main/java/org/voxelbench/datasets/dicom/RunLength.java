package org.voxelbench.datasets.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.voxelbench.datasets.voxel.VoxelType;

/** DICOM's own run-length coding (PS3.5, annex G): a segment per byte of a pixel, highest first. */
final class RunLength {

  private static final int HEADER = 64;
  private static final int MOST_SEGMENTS = 15;

  private RunLength() {}

  /** Decodes a frame of so many pixels. */
  static double[] decode(byte[] packed, PixelFormat format) throws IOException {
    VoxelType type = format.type();
    ByteBuffer header = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    if (packed.length < HEADER || header.getInt(0) != type.bytes()) {
      throw new IOException("it has no segment for each of " + type.bytes() + " bytes");
    }
    byte[] pixels = new byte[Math.multiplyExact(format.pixels(), type.bytes())];
    for (int segment = 0; segment < Math.min(type.bytes(), MOST_SEGMENTS); segment++) {
      int begin = header.getInt(Integer.BYTES * (segment + 1));
      int end =
          segment + 1 == type.bytes()
              ? packed.length
              : header.getInt(Integer.BYTES * (segment + 2));
      if (begin < HEADER || end < begin || end > packed.length) {
        throw new IOException("a segment lies outside of it");
      }
      unpack(packed, begin, end, pixels, segment, type.bytes());
    }
    double[] values = new double[format.pixels()];
    type.decode(ByteBuffer.wrap(pixels).order(ByteOrder.BIG_ENDIAN), values, values.length);
    return values;
  }

  private static void unpack(byte[] packed, int begin, int end, byte[] pixels, int first, int step)
      throws IOException {
    int from = begin;
    int to = first;
    while (to < pixels.length) {
      if (from >= end) {
        throw new EOFException("a segment ends too early");
      }
      int control = packed[from++];
      boolean isRun = control < 0;
      int length = control == Byte.MIN_VALUE ? 0 : isRun ? 1 - control : 1 + control;
      for (int i = 0; i < length && to < pixels.length; i++, to += step) {
        if (from >= end) {
          throw new EOFException("a segment ends too early");
        }
        pixels[to] = packed[from];
        from += isRun ? 0 : 1;
      }
      from += isRun && length > 0 ? 1 : 0;
    }
  }
}
