package org.voxelbench.training.loader;

import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.ranks.Ranks;

/**
 * One of several equal shares of a batch's samples, which follow each other.
 *
 * @param number which one, from 0
 * @param of how many there are
 */
public record BatchShare(int number, int of) {

  /** All of it. */
  public static final BatchShare WHOLE = new BatchShare(0, 1);

  /** Those of the ranks that this process does, in order. */
  public static List<BatchShare> here(Ranks ranks) {
    return ranks.here().stream().map(number -> new BatchShare(number, ranks.count())).toList();
  }

  /**
   * The samples of a share.
   *
   * @throws BadInputException if the batch can't be shared equally
   */
  public int size(int batchSize) {
    if (batchSize % of != 0) {
      throw new BadInputException(
          "a batch of "
              + batchSize
              + " can't be shared equally by "
              + of
              + " devices; choose a batch size that their number divides.");
    }
    return batchSize / of;
  }

  /** The first sample of a share. */
  public int first(int batchSize) {
    return number * size(batchSize);
  }
}
