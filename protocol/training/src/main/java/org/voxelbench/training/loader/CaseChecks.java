package org.voxelbench.training.loader;

import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.preparation.cache.PreparedCase;
import org.voxelbench.training.patch.PatchPosition;

/** What a loader refuses, and how it names the case that failed. */
final class CaseChecks {

  private CaseChecks() {}

  static List<PreparedCase> sameChannels(List<? extends PreparedCase> cases) {
    if (cases.isEmpty()) {
      throw new BadInputException("there are no cases to draw patches from; name at least one.");
    }
    PreparedCase first = cases.get(0);
    for (PreparedCase other : cases) {
      if (other.channels() != first.channels()) {
        throw new BadInputException(
            "case '"
                + other.id()
                + "' has "
                + other.channels()
                + " channels, but '"
                + first.id()
                + "' has "
                + first.channels()
                + "; prepare both alike.");
      }
    }
    return List.copyOf(cases);
  }

  static int positive(int batchSize) {
    if (batchSize < 1) {
      throw new BadInputException("a batch needs at least one element; got " + batchSize + ".");
    }
    return batchSize;
  }

  static BadInputException failure(PatchPosition position, long iteration, RuntimeException cause) {
    return new BadInputException(
        "case '"
            + position.preparedCase().id()
            + "' gave no patch in iteration "
            + iteration
            + ": "
            + cause.getMessage(),
        cause);
  }
}
