package org.voxelbench.datasets.install;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.voxelbench.datasets.DatasetException;

/** Where a stranger's name of a file leads, which must be inside the folder that it is for. */
final class RelativePlace {

  private static final Path ANYWHERE = Path.of("/anywhere");

  private RelativePlace() {}

  /**
   * Checks a name.
   *
   * @param source who says it, for the message
   * @throws DatasetException if it leads outside
   */
  static void check(String source, String name) {
    below(ANYWHERE, source, name);
  }

  /** The place of a name below a folder, checked. */
  static Path below(Path folder, String source, String name) {
    try {
      Path place = folder.resolve(name).normalize();
      if (place.startsWith(folder) && !name.contains("\\")) {
        return place;
      }
    } catch (InvalidPathException e) {
      throw new DatasetException(source + ": the entry '" + name + "' has no valid name.", e);
    }
    throw new DatasetException(
        source + ": the entry '" + name + "' would lie outside the folder; nothing was unpacked.");
  }
}
