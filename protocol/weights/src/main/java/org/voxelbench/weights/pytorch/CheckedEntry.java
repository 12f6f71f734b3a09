package org.voxelbench.weights.pytorch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import org.voxelbench.weights.pickle.PickleException;

/** An entry that is read to its end and compared with its checksum. */
final class CheckedEntry extends CheckedInputStream {

  private static final int BUFFER = 1 << 16;

  private final ZipEntry entry;

  CheckedEntry(InputStream in, ZipEntry entry) {
    super(in, new CRC32());
    this.entry = entry;
  }

  /** Reads that many bytes for their checksum alone. */
  void pass(long bytes) throws IOException {
    byte[] buffer = new byte[(int) Math.min(BUFFER, bytes)];
    for (long left = bytes; left > 0; left -= buffer.length) {
      int length = (int) Math.min(buffer.length, left);
      if (readNBytes(buffer, 0, length) < length) {
        throw new EOFException(
            "the entry '" + PickleException.shown(entry.getName()) + "' ends early");
      }
    }
  }

  /** Reads the rest, and throws if the checksum is another than the container's. */
  void check() throws IOException {
    transferTo(OutputStream.nullOutputStream());
    if (getChecksum().getValue() != entry.getCrc()) {
      throw new ZipException(
          "the entry '"
              + entry.getName()
              + "' has another checksum than stated, or was written without one");
    }
  }
}
