package org.voxelbench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.FileFault;

/** The files that a killed process was writing aside. */
final class StaleParts {

  private StaleParts() {}

  /** Removes them from a folder whose only writer the caller is; one that is absent has none. */
  static void clear(Path folder) {
    clear(folder, Integer.MAX_VALUE);
  }

  /** The same down to a depth, 1 for the folder's own files. */
  static void clear(Path folder, int depth) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder, depth)) {
      List<Path> parts =
          files.filter(file -> file.getFileName().toString().matches("\\..*\\.part")).toList();
      for (Path part : parts) {
        Files.delete(part);
      }
    } catch (IOException e) {
      throw new BadInputException("can't clear '" + folder + "': " + FileFault.words(e), e);
    }
  }
}
