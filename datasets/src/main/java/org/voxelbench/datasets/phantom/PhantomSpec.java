package org.voxelbench.datasets.phantom;

import java.util.Arrays;
import org.voxelbench.datasets.DatasetException;

/**
 * A phantom data set to be made.
 *
 * @param kind what is shown
 * @param cases number of cases, at least 1
 * @param seed from which all is drawn; a case depends on seed, kind, size and its index alone
 * @param size voxels per axis, {@code [D, H, W]}, at least 8 each; the field of view stays the same
 */
public record PhantomSpec(PhantomKind kind, int cases, long seed, int[] size) {

  private static final int LEAST = 8;
  private static final int MOST = 512;

  public PhantomSpec {
    if (cases < 1) {
      throw new DatasetException(
          kind.datasetName() + ": 'cases' is " + cases + ", expected at least 1.");
    }
    boolean fits = size.length == 3 && Arrays.stream(size).allMatch(s -> s >= LEAST && s <= MOST);
    if (!fits) {
      throw new DatasetException(
          kind.datasetName()
              + ": 'size' is "
              + Arrays.toString(size)
              + ", expected three axes of "
              + LEAST
              + " to "
              + MOST
              + " voxels.");
    }
    size = size.clone();
  }

  /** A set of the kind's standard size. */
  public static PhantomSpec of(PhantomKind kind, int cases, long seed) {
    return new PhantomSpec(kind, cases, seed, kind.standardSize());
  }
}
