package org.voxelbench.datasets.nifti;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Builds NIfTI files byte by byte, for tests. */
final class NiftiBytes {

  private final int version;
  private final ByteOrder order;
  private final byte[] header;
  private byte[] data = new byte[0];

  NiftiBytes(int version, ByteOrder order) {
    this.version = version;
    this.order = order;
    this.header = new byte[version == 1 ? 352 : 544];
    if (version == 1) {
      buffer().putInt(0, 348);
      text(344, "n+1");
    } else {
      buffer().putInt(0, 540);
      text(4, "n+2");
      ByteBuffer.wrap(header).putInt(8, 0x0D0A1A0A);
    }
    offset(header.length).scale(1, 0).pixdim(1, 1, 1, 1);
  }

  static NiftiBytes version1() {
    return new NiftiBytes(1, ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer buffer() {
    return ByteBuffer.wrap(header).order(order);
  }

  NiftiBytes text(int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
    return this;
  }

  NiftiBytes shape(long... shape) {
    for (int axis = 0; axis < 8; axis++) {
      long size = axis == 0 ? shape.length : axis <= shape.length ? shape[axis - 1] : 1;
      if (version == 1) {
        buffer().putShort(40 + 2 * axis, (short) size);
      } else {
        buffer().putLong(16 + 8 * axis, size);
      }
    }
    return this;
  }

  NiftiBytes type(int code) {
    buffer().putShort(version == 1 ? 70 : 12, (short) code);
    return this;
  }

  NiftiBytes offset(double offset) {
    if (version == 1) {
      buffer().putFloat(108, (float) offset);
    } else {
      buffer().putLong(168, (long) offset);
    }
    return this;
  }

  NiftiBytes scale(double slope, double intercept) {
    return numbers(version == 1 ? 112 : 176, slope, intercept);
  }

  NiftiBytes pixdim(double... pixdim) {
    return numbers(version == 1 ? 76 : 104, pixdim);
  }

  NiftiBytes codes(int qform, int sform) {
    if (version == 1) {
      buffer().putShort(252, (short) qform).putShort(254, (short) sform);
    } else {
      buffer().putInt(344, qform).putInt(348, sform);
    }
    return this;
  }

  NiftiBytes units(int code) {
    if (version == 1) {
      header[123] = (byte) code;
    } else {
      buffer().putInt(500, code);
    }
    return this;
  }

  NiftiBytes intent(int code) {
    buffer().putInt(504, code);
    return this;
  }

  NiftiBytes quaternion(double... numbers) {
    return numbers(version == 1 ? 256 : 352, numbers);
  }

  NiftiBytes sform(double... rows) {
    return numbers(version == 1 ? 280 : 400, rows);
  }

  /** Voxels, encoded by the caller into a buffer of the file's byte order. */
  NiftiBytes data(int bytes, java.util.function.Consumer<ByteBuffer> encoder) {
    data = new byte[bytes];
    encoder.accept(ByteBuffer.wrap(data).order(order));
    return this;
  }

  private NiftiBytes numbers(int at, double... numbers) {
    for (int i = 0; i < numbers.length; i++) {
      if (version == 1) {
        buffer().putFloat(at + 4 * i, (float) numbers[i]);
      } else {
        buffer().putDouble(at + 8 * i, numbers[i]);
      }
    }
    return this;
  }

  byte[] header() {
    return header.clone();
  }

  byte[] bytes() {
    byte[] bytes = new byte[header.length + data.length];
    System.arraycopy(header, 0, bytes, 0, header.length);
    System.arraycopy(data, 0, bytes, header.length, data.length);
    return bytes;
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream deflated = new GZIPOutputStream(out)) {
      deflated.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
