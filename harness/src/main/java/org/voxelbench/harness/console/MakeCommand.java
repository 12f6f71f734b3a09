package org.voxelbench.harness.console;

import java.util.ArrayList;
import java.util.List;

/**
 * A call of {@code make} as one line that a POSIX shell reads back to the same values, whatever
 * letters they hold.
 *
 * @param target the target
 * @param variables assignments, quoted for the shell
 */
public record MakeCommand(String target, List<String> variables) {

  public MakeCommand(String target) {
    this(target, List.of());
  }

  /** With a variable that the Makefile puts between double quotes. */
  public MakeCommand with(String variable, String value) {
    return assigned(variable, value.replaceAll("([\\\\\"`$])", "\\\\$1"));
  }

  /** With words that the Makefile hands on as they are. */
  public MakeCommand withWords(String variable, List<String> words) {
    return words.isEmpty()
        ? this
        : assigned(variable, String.join(" ", words.stream().map(MakeCommand::quoted).toList()));
  }

  private MakeCommand assigned(String variable, String recipe) {
    List<String> more = new ArrayList<>(variables);
    // Make expands a dollar sign of its own before the recipe's shell sees it.
    more.add(variable + "=" + quoted(recipe.replace("$", "$$")));
    return new MakeCommand(target, List.copyOf(more));
  }

  /** A word as it is, or between single quotes if a shell would read more into it. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** The line. */
  public String text() {
    return String.join(" ", "make " + target, String.join(" ", variables)).strip();
  }
}
