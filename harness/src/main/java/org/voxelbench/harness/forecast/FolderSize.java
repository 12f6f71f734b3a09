package org.voxelbench.harness.forecast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a folder takes of the disk. */
final class FolderSize {

  private FolderSize() {}

  /** Bytes of all files below a folder; 0 if it isn't there. */
  static long of(Path folder) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(FolderSize::bytes).sum();
    } catch (IOException e) {
      throw new UncheckedIOException("can't list '" + folder + "'", e);
    }
  }

  /** Bytes of a file. */
  static long bytes(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read the size of '" + file + "'", e);
    }
  }
}
