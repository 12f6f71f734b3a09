package org.voxelbench.harness.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options that a benchmark was given, such that they mean the same anywhere and later. */
public final class LaunchArguments {

  /** What is kept elsewhere, or was decided as the engine opened. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "--protocol",
          "--out",
          "--dry-run",
          RehashOption.NAME,
          "--engine",
          "--precision",
          "--threads");

  private LaunchArguments() {}

  /**
   * All options but protocol, folder, engine and arithmetic.
   *
   * @param plugins where plugins were found, if none were named
   */
  public static List<String> of(ParseResult parsed, List<Path> plugins) {
    List<String> arguments = new ArrayList<>();
    for (OptionSpec option : parsed.matchedOptions()) {
      if (!LEFT_OUT.contains(option.longestName())) {
        add(arguments, option.longestName(), option.getValue());
      }
    }
    if (!parsed.hasMatchedOption("--plugins")) {
      add(arguments, "--plugins", plugins);
    }
    return arguments;
  }

  private static void add(List<String> arguments, String name, Object value) {
    if (value instanceof List<?> values) {
      values.forEach(one -> add(arguments, name, one));
    } else if (value instanceof Path path) {
      arguments.addAll(List.of(name, path.toAbsolutePath().normalize().toString()));
    } else {
      arguments.add(name + "=" + value);
    }
  }
}
