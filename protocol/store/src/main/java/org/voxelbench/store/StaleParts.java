package org.voxelbench.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.FileFault;

/** The files that a killed process was writing aside. */
final class StaleParts {

  private StaleParts() {}

  /** Removes them from a folder whose only writer the caller is; one that is absent has none. */
  static void clear(Path folder) {
    delete(in(folder, Integer.MAX_VALUE));
  }

  /**
   * All that is written aside in a folder down to a depth, 1 for its own files; others may come and
   * go meanwhile.
   */
  static List<Path> in(Path folder, int depth) {
    List<Path> parts = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          Set.of(),
          depth,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.getFileName().toString().matches("\\..*\\.part")) {
                parts.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }
          });
    } catch (IOException e) {
      throw fault(folder, e);
    }
    return parts;
  }

  /** Removes files of which some may be gone. */
  static void delete(List<Path> parts) {
    for (Path part : parts) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException e) {
        throw fault(part, e);
      }
    }
  }

  private static BadInputException fault(Path file, IOException e) {
    return new BadInputException("can't clear '" + file + "': " + FileFault.words(e), e);
  }
}
