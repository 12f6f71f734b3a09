package org.voxelbench.base;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the known name that a mistyped one most likely meant. */
public final class Suggestions {

  private static final LevenshteinDistance LETTERS = LevenshteinDistance.getDefaultInstance();

  private static final int MOST_OF_SHORT = 2;

  private Suggestions() {}

  /**
   * A part of a sentence such as {@code " (did you mean 'epochs'?)"}, or nothing if no name is
   * near.
   */
  public static String hint(String name, Collection<String> known) {
    return of(name, known).map(near -> " (did you mean '" + near + "'?)").orElse("");
  }

  /** The known name of the smallest edit distance, if that is at most a third of the longer one. */
  private static Optional<String> of(String name, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                .thenComparing(c -> c))
        .filter(
            near ->
                distance(name, near)
                    <= Math.max(MOST_OF_SHORT, Math.max(name.length(), near.length()) / 3));
  }

  /** Letters to insert, delete or replace, whatever their case. */
  private static int distance(String a, String b) {
    return LETTERS.apply(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT));
  }
}
