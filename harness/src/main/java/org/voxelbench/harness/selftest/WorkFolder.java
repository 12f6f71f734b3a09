package org.voxelbench.harness.selftest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder of work files, deleted on close.
 *
 * @param path the folder
 */
record WorkFolder(Path path) implements AutoCloseable {

  /** Makes a new one in a folder. */
  static WorkFolder under(Path parent) {
    try {
      Files.createDirectories(parent);
      return new WorkFolder(Files.createTempDirectory(parent, "work-"));
    } catch (IOException e) {
      throw new UncheckedIOException("can't make a folder in '" + parent + "': " + e, e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't delete '" + path + "': " + e, e);
    }
  }
}
