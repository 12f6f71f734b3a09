package org.voxelbench.preparation.split;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Listing;

/**
 * Training and validation cases of a fold.
 *
 * @param train ids of training cases
 * @param val ids of validation cases; equal to {@code train} in fold 'all'
 */
public record Split(List<String> train, List<String> val) {

  /**
   * Rejects an empty side, a case that stands twice on a side, and one on both sides unless both
   * are the same list.
   */
  public Split {
    train = List.copyOf(train);
    val = List.copyOf(val);
    if (train.isEmpty() || val.isEmpty()) {
      throw new BadInputException(
          "a split has "
              + train.size()
              + " training and "
              + val.size()
              + " validation cases; both need at least one.");
    }
    refuseTwice("train", train);
    refuseTwice("val", val);
    if (!train.equals(val)) {
      SortedSet<String> both = new TreeSet<>(train);
      both.retainAll(new HashSet<>(val));
      if (!both.isEmpty()) {
        throw new BadInputException(
            "a split has "
                + cases(both)
                + " in both training and validation; keep each in one of them.");
      }
    }
  }

  private static void refuseTwice(String side, List<String> ids) {
    Set<String> seen = new HashSet<>();
    SortedSet<String> twice = new TreeSet<>();
    ids.stream().filter(id -> !seen.add(id)).forEach(twice::add);
    if (!twice.isEmpty()) {
      throw new BadInputException(
          "a split has " + cases(twice) + " more than once in '" + side + "'; name each once.");
    }
  }

  private static String cases(SortedSet<String> ids) {
    return (ids.size() == 1 ? "case " : "cases ")
        + Listing.of(ids.stream().map(id -> "'" + id + "'").toList());
  }
}
