package org.voxelbench.datasets;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds data that lie beside the project; tests without them are skipped. */
public final class SharedFolder {

  private SharedFolder() {}

  /** The folder an environment variable names, else the first of that name up the tree. */
  public static Path find(String variable, String relative) {
    String named = System.getenv(variable);
    Path found = named == null ? above(relative) : Path.of(named);
    assumeTrue(
        found != null && Files.isDirectory(found),
        () -> "skipped: no folder " + relative + " beside the project; set " + variable);
    return found;
  }

  private static Path above(String relative) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("shared").resolve(relative);
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}
