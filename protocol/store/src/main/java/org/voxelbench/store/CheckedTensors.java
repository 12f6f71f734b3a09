package org.voxelbench.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.safetensors.Safetensors;

/**
 * Tensors for a safetensors file whose metadata hold a checksum: the CRC-32C of names, shapes,
 * values and the metadata that it covers.
 *
 * <p>The header comes first and the checksum is known last, so the header is written twice and the
 * values, which are nearly all of the file, once.
 *
 * @param tensors arrays by name
 * @param covered metadata that the checksum covers
 * @param beside metadata that it does not
 */
record CheckedTensors(
    Map<String, NdArray> tensors, Map<String, String> covered, Map<String, String> beside) {

  /** The checksum's key in the metadata. */
  static final String CHECKSUM = "crc32c";

  private static final int BUFFER = 1 << 20;

  /** The checksum of everything that it covers. */
  long checksum() throws IOException {
    return writeValues(OutputStream.nullOutputStream());
  }

  /** Whether a checksum, as the metadata hold it, is that of these tensors. */
  boolean matches(String checksum) throws IOException {
    return checksum.replaceFirst("^0+(?=.)", "").equals(Long.toHexString(checksum()));
  }

  /**
   * Writes a file, from which it is read again before this returns.
   *
   * @throws BadInputException if it reads back differently
   */
  void write(Path file) throws IOException {
    long[] checksum = new long[1];
    AtomicFile.write(
        file,
        out -> {
          out.write(header(0));
          checksum[0] = writeValues(out);
        });
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer header = ByteBuffer.wrap(header(checksum[0]));
      while (header.hasRemaining()) {
        channel.write(header, header.position());
      }
      channel.force(true);
    }
    readBack(file, checksum[0]);
  }

  /** Reads what {@link #write} wrote. */
  void readBack(Path file, long checksum) throws IOException {
    CRC32C read = atValues();
    byte[] header = header(checksum);
    try (InputStream in = Files.newInputStream(file)) {
      boolean same = Arrays.equals(in.readNBytes(header.length), header);
      InputStream values = new CheckedInputStream(in, read);
      byte[] buffer = new byte[BUFFER];
      int count = 0;
      while (count >= 0) {
        count = values.read(buffer);
      }
      if (!same || read.getValue() != checksum) {
        throw new BadInputException(
            "'" + file + "' reads back differently than it was written; check the disk.");
      }
    }
  }

  private long writeValues(OutputStream out) throws IOException {
    CRC32C written = atValues();
    Safetensors.writeValues(new CheckedOutputStream(out, written), tensors);
    return written.getValue();
  }

  /** A checksum that stands before the values. */
  private CRC32C atValues() throws IOException {
    CRC32C crc = new CRC32C();
    crc.update(Safetensors.header(tensors, covered));
    return crc;
  }

  /** Of the same length whatever the checksum. */
  private byte[] header(long checksum) throws IOException {
    Map<String, String> metadata = new TreeMap<>(covered);
    metadata.putAll(beside);
    metadata.put(CHECKSUM, String.format(Locale.ROOT, "%08x", checksum));
    return Safetensors.header(tensors, metadata);
  }
}
