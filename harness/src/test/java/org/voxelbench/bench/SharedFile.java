package org.voxelbench.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds reference data as the tests do. */
final class SharedFile {

  private SharedFile() {}

  /**
   * A readable file or folder.
   *
   * @param variable the environment variable that names the folder to look in
   * @param folder where the variable is not set: looked for in {@code shared}, from here upwards
   */
  static Optional<Path> find(String variable, String folder, String name) {
    String set = System.getenv(variable);
    if (set != null) {
      return readable(Path.of(set).resolve(name));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Optional<Path> found = readable(at.resolve("shared").resolve(folder).resolve(name));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> readable(Path file) {
    return Optional.of(file).filter(Files::isReadable);
  }
}
