package org.voxelbench.base.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;

/** Fills a folder beside its place and renames it, so that no reader ever sees a part of it. */
public final class AtomicFolder {

  private AtomicFolder() {}

  /** Fills a folder. */
  @FunctionalInterface
  public interface Content {

    /** Writes everything below the folder, which exists and is empty. */
    void fill(Path folder) throws IOException;
  }

  /**
   * Makes a folder whole or not at all; missing parents are made.
   *
   * @throws BadInputException if something stands in its place already, which is left untouched, or
   *     if it can't be written
   */
  public static void make(Path folder, Content content) {
    if (Files.exists(folder)) {
      throw new BadInputException(
          folder + ": something lies there already; remove it or choose another folder.");
    }
    Path parent = folder.toAbsolutePath().getParent();
    try {
      Files.createDirectories(parent);
      Path aside = Files.createTempDirectory(parent, "." + folder.getFileName());
      try {
        Path inside = Files.createDirectory(aside.resolve("whole"));
        content.fill(inside);
        Files.move(inside, folder, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        delete(aside);
      }
    } catch (IOException e) {
      throw new BadInputException(folder + ": can't be written (" + FileFault.words(e) + ").", e);
    }
  }

  /**
   * Deletes a folder with all that it holds.
   *
   * @throws BadInputException if it can't be deleted
   */
  public static void remove(Path folder) {
    try {
      delete(folder);
    } catch (IOException e) {
      throw new BadInputException(folder + ": can't be deleted (" + FileFault.words(e) + ").", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
