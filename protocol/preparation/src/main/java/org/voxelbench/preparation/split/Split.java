package org.voxelbench.preparation.split;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.voxelbench.base.BadInputException;

/**
 * Training and validation cases of a fold.
 *
 * @param train ids of training cases
 * @param val ids of validation cases; equal to {@code train} in fold 'all'
 */
public record Split(List<String> train, List<String> val) {

  /** Rejects an empty side, and a case on both sides unless both are the same list. */
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
    if (!train.equals(val)) {
      Set<String> both = new HashSet<>(train);
      both.retainAll(new HashSet<>(val));
      if (!both.isEmpty()) {
        throw new BadInputException(
            "a split has case '"
                + both.stream().sorted().findFirst().orElseThrow()
                + "' in both training and validation; keep it in one of them.");
      }
    }
  }
}
