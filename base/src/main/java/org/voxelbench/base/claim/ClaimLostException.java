package org.voxelbench.base.claim;

import org.voxelbench.base.ExplainedException;

/** Somebody else holds what this process held, for it wasn't seen for too long. */
public final class ClaimLostException extends ExplainedException {

  ClaimLostException(String unit) {
    super(
        "another process took over '"
            + unit
            + "', for this one wasn't seen for too long; it stops here and writes nothing more of"
            + " it, start again to help.");
  }
}
