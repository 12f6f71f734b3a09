package org.voxelbench.results;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;

/**
 * A folder of results, whose files are written whole or not at all.
 *
 * @param path the folder; made when the first file is written
 */
public record ResultsFolder(Path path) {

  /** What a file shall hold. */
  @FunctionalInterface
  public interface Content {

    /** Writes everything to a buffered stream. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes one file.
   *
   * @param name path inside the folder
   * @throws UncheckedIOException naming the file, if it can't be written
   */
  public void write(String name, byte[] content) {
    write(name, (Content) out -> out.write(content));
  }

  /**
   * Writes one file that need not be in memory whole.
   *
   * @param name path inside the folder
   * @throws UncheckedIOException naming the file, if it can't be written
   */
  public void write(String name, Content content) {
    try {
      AtomicFile.write(path.resolve(name), content::writeTo);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "can't write '" + path.resolve(name) + "': " + FileFault.words(e), e);
    }
  }

  /** Writes one text file in UTF-8. */
  public void write(String name, String content) {
    write(name, content.getBytes(StandardCharsets.UTF_8));
  }
}
