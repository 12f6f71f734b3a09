package org.voxelbench.protocol.loader;

import java.util.List;
import org.voxelbench.protocol.ProtocolException;
import org.voxelbench.protocol.cache.PreparedCase;
import org.voxelbench.protocol.patch.PatchPosition;

/** What a loader refuses, and how it names the case that failed. */
final class CaseChecks {

  private CaseChecks() {}

  static List<PreparedCase> sameChannels(List<? extends PreparedCase> cases) {
    if (cases.isEmpty()) {
      throw new ProtocolException("there are no cases to draw patches from; name at least one.");
    }
    PreparedCase first = cases.get(0);
    for (PreparedCase other : cases) {
      if (other.channels() != first.channels()) {
        throw new ProtocolException(
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
      throw new ProtocolException("a batch needs at least one element; got " + batchSize + ".");
    }
    return batchSize;
  }

  static ProtocolException failure(PatchPosition position, long iteration, RuntimeException cause) {
    return new ProtocolException(
        "case '"
            + position.preparedCase().id()
            + "' gave no patch in iteration "
            + iteration
            + ": "
            + cause.getMessage(),
        cause);
  }
}
