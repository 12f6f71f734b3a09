package org.voxelbench.base;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names all of many offenders in one sentence, and counts what would make it unreadable. */
public final class Listing {

  private static final int LONGEST = 20;

  private Listing() {}

  /** The items with commas between, such as {@code a, b and 3 more} where there are too many. */
  public static String of(Collection<?> items) {
    String told =
        items.stream().limit(LONGEST).map(String::valueOf).collect(Collectors.joining(", "));
    int others = items.size() - LONGEST;
    return others > 0 ? told + " and " + others + " more" : told;
  }
}
