package org.voxelbench.harness.options;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that say where something lies now that a benchmark was started with elsewhere. */
public final class MovedPlaces {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder of your data sets, if it moved (default: as the benchmark was started)")
  private Path data;

  @Option(
      names = "--plugins",
      paramLabel = "DIR|JAR",
      description =
          "jar of a method plugin, or folder of jars, if they moved; may be given several times"
              + " (default: as the benchmark was started)")
  private List<Path> plugins;

  /** The places by option; none for what is where it was. */
  public Map<String, List<Path>> byOption() {
    Map<String, List<Path>> moved = new LinkedHashMap<>();
    if (data != null) {
      moved.put("--data", List.of(data));
    }
    if (plugins != null) {
      moved.put("--plugins", plugins);
    }
    return moved;
  }
}
