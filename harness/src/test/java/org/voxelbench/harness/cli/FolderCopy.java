package org.voxelbench.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder with all in it, as if it were new: what is costly to make is made once. */
public final class FolderCopy {

  private FolderCopy() {}

  /** Copies a folder to a place where there is none. */
  public static void of(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    }
  }
}
