package org.voxelbench.base.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;

/** The files that a killed process was writing aside. */
public final class StaleParts {

  private StaleParts() {}

  /**
   * Removes them from a folder whose only writer the caller is, and from all below; one that is
   * absent has none.
   */
  public static void clear(Path folder) {
    clear(folder, Files::walk);
  }

  /** The same of the folder's own files alone, which others may be clearing too. */
  public static void clearOwn(Path folder) {
    clear(folder, Files::list);
  }

  @FunctionalInterface
  private interface Listing {
    Stream<Path> of(Path folder) throws IOException;
  }

  private static void clear(Path folder, Listing listing) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = listing.of(folder)) {
      List<Path> parts =
          files.filter(file -> file.getFileName().toString().matches("\\..*\\.part")).toList();
      for (Path part : parts) {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new BadInputException("can't clear '" + folder + "': " + FileFault.words(e), e);
    }
  }
}
