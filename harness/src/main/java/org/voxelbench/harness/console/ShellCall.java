package org.voxelbench.harness.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A call of VoxelBench as one line that a POSIX shell reads back to the same values, whatever
 * letters they hold.
 *
 * @param command the command, which is a target of {@code make} too
 * @param options what {@code make} has a variable for
 * @param words what it hands on as it is
 */
public record ShellCall(String command, List<Setting> options, List<String> words) {

  /**
   * An option with its value.
   *
   * @param name the option without its hyphens, and the variable in small letters
   * @param value its value
   */
  public record Setting(String name, String value) {}

  public ShellCall {
    options = List.copyOf(options);
    words = List.copyOf(words);
  }

  public ShellCall(String command) {
    this(command, List.of(), List.of());
  }

  /** With an option that the Makefile has a variable for, which it puts between double quotes. */
  public ShellCall with(String option, String value) {
    List<Setting> more = new ArrayList<>(options);
    more.add(new Setting(option, value));
    return new ShellCall(command, more, words);
  }

  /** With more words, which the Makefile hands on as they are. */
  public ShellCall withWords(List<String> further) {
    return new ShellCall(
        command, options, Stream.of(words, further).flatMap(List::stream).toList());
  }

  /** The line: a call of {@code make} where this program lies among its sources. */
  public String text() {
    return Installation.here().map(Installation::isAmongSources).orElse(true)
        ? ofMake()
        : ofProgram();
  }

  String ofMake() {
    List<String> line = new ArrayList<>(List.of("make", command));
    for (Setting option : options) {
      String recipe = option.value().replaceAll("([\\\\\"`$])", "\\\\$1");
      line.add(assigned(option.name(), recipe));
    }
    if (!words.isEmpty()) {
      line.add(assigned("args", quoted(words)));
    }
    return String.join(" ", line);
  }

  String ofProgram() {
    List<String> line = new ArrayList<>(List.of("voxelbench", command));
    for (Setting option : options) {
      line.addAll(List.of("--" + option.name(), option.value()));
    }
    line.addAll(words);
    return quoted(line);
  }

  private static String assigned(String variable, String recipe) {
    // Make expands a dollar sign of its own before the recipe's shell sees it.
    return variable.toUpperCase(Locale.ROOT) + "=" + quoted(recipe.replace("$", "$$"));
  }

  private static String quoted(List<String> words) {
    return String.join(" ", words.stream().map(ShellCall::quoted).toList());
  }

  /** A word as it is, or between single quotes if a shell would read more into it. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
