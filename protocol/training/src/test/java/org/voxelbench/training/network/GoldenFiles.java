package org.voxelbench.training.network;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds golden files: {@code VOXELBENCH_GOLDEN}, else the first {@code shared/golden} upwards. */
public final class GoldenFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private GoldenFiles() {}

  /** A topic's folder; the test is skipped without it. */
  public static Path topic(String topic) {
    Path folder = root().resolve(topic);
    assumeTrue(Files.isDirectory(folder), "no golden data: " + folder + " does not exist");
    return folder;
  }

  private static Path root() {
    String variable = System.getenv("VOXELBENCH_GOLDEN");
    if (variable != null) {
      return Path.of(variable);
    }
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      Path shared = folder.resolve("shared/golden");
      if (Files.isDirectory(shared)) {
        return shared;
      }
    }
    return start.resolve("shared/golden");
  }

  /** The topic's json files that stand beside tensors, in order. */
  public static List<Path> cases(String topic) throws IOException {
    List<Path> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(topic(topic))) {
      files
          .filter(file -> file.toString().endsWith(".json") && Files.exists(tensors(file)))
          .sorted()
          .forEach(cases::add);
    }
    assumeTrue(!cases.isEmpty(), "no golden cases of " + topic);
    return cases;
  }

  /** The tensors beside a json file. */
  public static Path tensors(Path json) {
    String name = json.getFileName().toString();
    return json.resolveSibling(name.substring(0, name.length() - 5) + ".safetensors");
  }

  public static JsonNode json(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }
}
