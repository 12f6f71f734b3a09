package org.voxelbench.preparation.preprocess;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Finds shared reference data, or skips the test that asks for them. */
public final class Golden {

  private Golden() {}

  /** A file or folder of the golden data. */
  public static Path golden(String... names) {
    return find("VOXELBENCH_GOLDEN", "golden", names);
  }

  /** A file or folder of the real data sets. */
  public static Path data(String... names) {
    return find("VOXELBENCH_DATA", "data", names);
  }

  /** Folders below, at any depth, that hold a file of that name, sorted. */
  public static List<Path> foldersWith(Path root, String fileName) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.getFileName().toString().equals(fileName))
          .map(Path::getParent)
          .sorted()
          .toList();
    }
  }

  public static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  private static Path find(String variable, String folder, String... names) {
    Path found = root(variable, folder);
    Assumptions.assumeTrue(found != null, variable + " is not set and no shared data lie nearby");
    for (String name : names) {
      found = found.resolve(name);
    }
    Assumptions.assumeTrue(Files.exists(found), found + " is not there");
    return found;
  }

  private static Path root(String variable, String folder) {
    String set = System.getenv(variable);
    if (set != null) {
      return Path.of(set);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("shared").resolve(folder);
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}
