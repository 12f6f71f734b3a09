package org.voxelbench.base.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What people have put into a folder, without what their systems leave there: hidden files, such as
 * the {@code ._NAME} and {@code .DS_Store} of macOS, and the {@code Thumbs.db} and {@code
 * desktop.ini} of Windows.
 */
public final class FolderListing {

  private static final Set<String> LEFTOVERS = Set.of("thumbs.db", "desktop.ini", "__macosx");

  private FolderListing() {}

  /** Files and folders directly inside, sorted by name. */
  public static List<Path> of(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> isContent(file.getFileName().toString())).sorted().toList();
    }
  }

  /** Whether a file or folder of that name was put there by people. */
  public static boolean isContent(String name) {
    return !name.startsWith(".") && !LEFTOVERS.contains(name.toLowerCase(Locale.ROOT));
  }
}
