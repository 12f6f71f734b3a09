package org.voxelbench.datasets.install;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.voxelbench.datasets.DatasetException;

/** Patterns of paths as a shell has them: {@code *} within a folder, {@code **} across folders. */
final class PathPatterns {

  private final List<PathMatcher> matchers;

  /**
   * Patterns of which one must match; none lets everything pass.
   *
   * @throws DatasetException naming a pattern that is none
   */
  PathPatterns(List<String> patterns) {
    this.matchers = patterns.stream().map(PathPatterns::matcher).toList();
  }

  private static PathMatcher matcher(String pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      throw new DatasetException(
          "'" + pattern + "' is no pattern of paths (" + e.getDescription() + ").", e);
    }
  }

  boolean match(String path) {
    Path relative = Path.of(path);
    return matchers.isEmpty() || matchers.stream().anyMatch(glob -> glob.matches(relative));
  }
}
