package org.voxelbench.weights.pytorch;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes uncompressed entries whose bytes begin at multiples of 64, as PyTorch maps them into
 * memory; equal content has equal bytes.
 */
final class AlignedZip {

  private static final int ALIGNMENT = 64;
  private static final int LOCAL_HEADER = 30;
  private static final int EXTRA_HEADER = 4;

  /** What PyTorch marks its own padding with. */
  private static final short PADDING = 'F' | 'B' << 8;

  /** The oldest month that a zip file tells without a time zone. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final Counted counted;
  private final ZipOutputStream zip;

  AlignedZip(OutputStream out) {
    this.counted = new Counted(out);
    this.zip = new ZipOutputStream(counted, StandardCharsets.UTF_8);
  }

  /** Writes the bytes of an entry, the same ones each time. */
  @FunctionalInterface
  interface Content {

    void writeTo(OutputStream out) throws IOException;
  }

  void put(String name, byte[] bytes) throws IOException {
    put(name, bytes.length, out -> out.write(bytes));
  }

  void put(String name, long size, Content content) throws IOException {
    CheckedOutputStream checked =
        new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
    content.writeTo(checked);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setTimeLocal(TIME);
    entry.setSize(size);
    entry.setCrc(checked.getChecksum().getValue());
    entry.setExtra(padding(counted.bytes + LOCAL_HEADER + name.length() + EXTRA_HEADER));
    zip.putNextEntry(entry);
    content.writeTo(zip);
    zip.closeEntry();
  }

  private static byte[] padding(long begin) {
    int zeros = (int) (-begin & ALIGNMENT - 1);
    return ByteBuffer.allocate(EXTRA_HEADER + zeros)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(PADDING)
        .putShort((short) zeros)
        .array();
  }

  void finish() throws IOException {
    zip.finish();
  }

  private static final class Counted extends FilterOutputStream {

    private long bytes;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
      bytes += length;
    }
  }
}
