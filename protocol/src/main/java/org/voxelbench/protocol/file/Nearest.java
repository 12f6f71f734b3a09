package org.voxelbench.protocol.file;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a mistyped one most likely meant. */
public final class Nearest {

  private Nearest() {}

  /**
   * A part of a sentence such as {@code " (did you mean 'epochs'?)"}, or nothing if no name is
   * near.
   */
  public static String hint(String name, Collection<String> known) {
    return of(name, known).map(near -> " (did you mean '" + near + "'?)").orElse("");
  }

  /** The known name of the smallest edit distance, if that is at most about half of the name. */
  static Optional<String> of(String name, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                .thenComparing(c -> c))
        .filter(
            near ->
                distance(name, near)
                    <= Math.max(2, (Math.max(name.length(), near.length()) + 1) / 2));
  }

  /** Levenshtein's distance, blind to case. */
  static int distance(String a, String b) {
    String s = a.toLowerCase(Locale.ROOT);
    String t = b.toLowerCase(Locale.ROOT);
    int[] previous = new int[t.length() + 1];
    for (int j = 0; j <= t.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= s.length(); i++) {
      int[] current = new int[t.length() + 1];
      current[0] = i;
      for (int j = 1; j <= t.length(); j++) {
        int substitution = previous[j - 1] + (s.charAt(i - 1) == t.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[t.length()];
  }
}
