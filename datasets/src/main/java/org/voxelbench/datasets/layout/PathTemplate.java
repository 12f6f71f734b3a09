package org.voxelbench.datasets.layout;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.voxelbench.datasets.DatasetException;

/**
 * A path below a publisher's folder with named parts, such as {@code Patient-{n}/{n}-Flair.nii}.
 *
 * <p>{@code {n}} stands for one or more characters of a name, the same ones wherever it comes
 * again; {@code {n:\d+}} says by a regular expression which, and {@code {:a|b}} does so of a part
 * without a name. {@code *} stands for any characters of a name, and {@code **}{@code /} for any
 * number of folders.
 */
public final class PathTemplate {

  /** What the name of a part may be. */
  static final String NAME = "[A-Za-z][A-Za-z0-9]*";

  private static final String ANY_FOLDERS = "**/";
  private static final String ANY_NAME = "[^/]+";

  private final String written;
  private final Map<String, String> parts = new LinkedHashMap<>();
  private final Pattern pattern;

  /**
   * A template as cards write it.
   *
   * @throws DatasetException if it can't be a path below a folder, or a part of it is malformed
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PathTemplate(String written) {
    this(written, Map.of());
  }

  private PathTemplate(String written, Map<String, String> known) {
    if (written == null || written.isEmpty() || written.startsWith("/")) {
      throw new DatasetException(
          "the pattern '" + written + "' is no path relative to the data set's folder.");
    }
    this.written = written;
    try {
      this.pattern = Pattern.compile(regex(known));
    } catch (PatternSyntaxException e) {
      throw new DatasetException(
          "the pattern '" + written + "' is malformed: " + e.getDescription() + ".", e);
    }
  }

  /** The same where parts that it doesn't describe itself are as another template has them. */
  PathTemplate with(PathTemplate other) {
    return new PathTemplate(written, other.parts);
  }

  private String regex(Map<String, String> known) {
    StringBuilder regex = new StringBuilder();
    int at = 0;
    while (at < written.length()) {
      char letter = written.charAt(at);
      if (letter == '{') {
        int end = closing(at);
        regex.append(part(written.substring(at + 1, end), known));
        at = end + 1;
      } else if (written.startsWith(ANY_FOLDERS, at)) {
        regex.append("(?:[^/]+/)*");
        at += ANY_FOLDERS.length();
      } else {
        regex.append(letter == '*' ? "[^/]*" : Pattern.quote(String.valueOf(letter)));
        at++;
      }
    }
    return regex.toString();
  }

  /** The brace that closes a part, whose expression may hold braces. */
  private int closing(int opening) {
    int depth = 0;
    for (int at = opening; at < written.length(); at++) {
      depth += written.charAt(at) == '{' ? 1 : written.charAt(at) == '}' ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    throw new DatasetException("the pattern '" + written + "' lacks a closing brace.");
  }

  private String part(String inside, Map<String, String> known) {
    int colon = inside.indexOf(':');
    String name = colon < 0 ? inside : inside.substring(0, colon);
    if (colon == 0) {
      return "(?:" + inside.substring(1) + ")";
    }
    if (!name.matches(NAME)) {
      throw new DatasetException(
          "the pattern '" + written + "' has a part {" + name + "}, expected a name of letters.");
    }
    if (parts.containsKey(name)) {
      if (colon >= 0) {
        throw new DatasetException(
            "the pattern '" + written + "' says twice what {" + name + "} is; say it once.");
      }
      return "\\k<" + name + ">";
    }
    String expression =
        colon < 0 ? known.getOrDefault(name, ANY_NAME) : inside.substring(colon + 1);
    parts.put(name, expression);
    return "(?<" + name + ">" + expression + ")";
  }

  /** The names of its parts. */
  Set<String> names() {
    return parts.keySet();
  }

  /** What its parts are in a path with slashes, if it is that path's. */
  Optional<Map<String, String>> match(String path) {
    Matcher matcher = pattern.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> found = new LinkedHashMap<>();
    parts.keySet().forEach(name -> found.put(name, matcher.group(name)));
    return Optional.of(found);
  }

  /** As it is written. */
  @Override
  public String toString() {
    return written;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathTemplate that
        && written.equals(that.written)
        && parts.equals(that.parts);
  }

  @Override
  public int hashCode() {
    return written.hashCode();
  }
}
