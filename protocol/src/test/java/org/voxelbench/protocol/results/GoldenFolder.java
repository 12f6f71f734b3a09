package org.voxelbench.protocol.results;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reference data of the original Python code; tests without them are skipped. */
public final class GoldenFolder {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private GoldenFolder() {}

  /** The folder of all topics: {@code VOXELBENCH_GOLDEN}, or the first one up the tree. */
  public static Path root() {
    String named = System.getenv("VOXELBENCH_GOLDEN");
    Path found = named == null ? above() : Path.of(named);
    assumeTrue(
        found != null && Files.isDirectory(found),
        "skipped: no golden data; set VOXELBENCH_GOLDEN to their folder");
    return found;
  }

  /** The folder of one topic. */
  public static Path topic(String name) {
    Path folder = root().resolve(name);
    assumeTrue(Files.isDirectory(folder), () -> "skipped: no golden topic " + name);
    return folder;
  }

  /** What lies in a folder, in a fixed order. */
  public static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** A JSON file. */
  public static JsonNode json(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  private static Path above() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("shared").resolve("golden");
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}
