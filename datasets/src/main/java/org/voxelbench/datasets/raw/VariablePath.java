package org.voxelbench.datasets.raw;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path in a file of others that may hold {@code $VAR} or <code>${VAR}</code>, as nnU-Net replaces
 * them by {@code os.path.expandvars}: a variable that is not set stays as it is written.
 */
public record VariablePath(String written) {

  private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{([^}]*)})");

  /** Whether it is written with a variable, set or not. */
  boolean isVariable() {
    return VARIABLE.matcher(written).find();
  }

  /** The file, of a path relative to a folder if it is relative. */
  public Path in(Path folder) {
    return folder.resolve(expanded(System::getenv));
  }

  /**
   * The path with variables replaced.
   *
   * @param environment gives a variable's value, or null where it is not set
   */
  String expanded(UnaryOperator<String> environment) {
    return VARIABLE
        .matcher(written)
        .replaceAll(
            found -> {
              String name = found.group(1) == null ? found.group(2) : found.group(1);
              String value = environment.apply(name);
              return Matcher.quoteReplacement(value == null ? found.group() : value);
            });
  }

  /** The first variable that is left in a file's path, for want of a value. */
  static Optional<String> unset(Path file) {
    return VARIABLE.matcher(file.toString()).results().map(found -> found.group()).findFirst();
  }
}
