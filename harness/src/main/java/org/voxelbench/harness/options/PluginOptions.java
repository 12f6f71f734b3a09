package org.voxelbench.harness.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.voxelbench.harness.plugin.Plugins;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The option that names plugins. */
public final class PluginOptions {

  private static final Path DEFAULT = Path.of("plugins");

  @Option(
      names = "--plugins",
      paramLabel = "DIR|JAR",
      scope = ScopeType.INHERIT,
      description =
          "jar of a method plugin, or folder of jars; may be given several times (default: the"
              + " folder 'plugins' of the working directory, if there is one)")
  private List<Path> places;

  private Plugins loaded;

  public Plugins plugins() {
    if (loaded == null) {
      loaded = Plugins.load(places());
    }
    return loaded;
  }

  private static List<Path> inWorkingDirectory() {
    return Files.isDirectory(DEFAULT) ? List.of(DEFAULT) : List.of();
  }

  /** Where plugins are looked for. */
  public List<Path> places() {
    return places == null ? inWorkingDirectory() : places;
  }

  /** The options that name the same plugins; none for the default. */
  public List<String> arguments() {
    return places == null
        ? List.of()
        : places.stream().flatMap(place -> Stream.of("--plugins", place.toString())).toList();
  }
}
