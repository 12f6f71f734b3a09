package org.voxelbench.base.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file beside its place, syncs it to disk and renames it, so that no reader ever sees a
 * part of it.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /** Writes the content to a stream. */
  @FunctionalInterface
  public interface Content {

    /** Writes everything; the stream is buffered, and closing it does no more than flush it. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file whole or not at all; missing folders are made.
   *
   * @throws IOException naming the file, if it can't be written; what stood there before is then
   *     untouched
   */
  public static void write(Path file, Content content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    // Not createTempFile, whose files only their owner may read.
    Path aside = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      try (FileOutputStream raw = new FileOutputStream(aside.toFile())) {
        OutputStream out = new LeftOpen(raw);
        content.writeTo(out);
        out.flush();
        raw.getFD().sync();
      }
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncFolder(folder);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /** Passes closing, such as by a stream that compresses into it, not on to the file. */
  private static final class LeftOpen extends BufferedOutputStream {

    LeftOpen(OutputStream file) {
      super(file, 1 << 16);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  private static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
