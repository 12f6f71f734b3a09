package org.voxelbench.harness.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The bytes of gzipped NIfTI files, to write what no writer would; places are offsets in bytes. */
final class PackedNifti {

  static final int HEADER_BYTES = 352;
  static final int DIM = 40;
  static final int DATA_TYPE = 70;
  static final int BITS = 72;
  static final int PIXDIM = 76;
  static final int QFORM_CODE = 252;
  static final int SFORM_CODE = 254;
  static final int SROW = 280;

  private PackedNifti() {}

  static byte[] bytes(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }

  /** What is packed. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  static void write(Path file, Content content) {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void editHeader(Path file, Consumer<ByteBuffer> edit) throws IOException {
    byte[] bytes = bytes(file);
    edit.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    write(file, out -> out.write(bytes));
  }

  static void putSize(ByteBuffer header, int i, int j, int k) {
    header.putShort(DIM + 2, (short) i).putShort(DIM + 4, (short) j).putShort(DIM + 6, (short) k);
  }
}
