package org.voxelbench.store;

import org.voxelbench.base.BadInputException;
import org.voxelbench.base.claim.ClaimHolder;

/** Another process works on a run. */
public final class RunHeldException extends BadInputException {

  RunHeldException(RunFolder folder) {
    super(
        "another process "
            + folder
                .owner()
                .map(ClaimHolder::owner)
                .map(owner -> "on '" + owner.host() + "' ")
                .orElse("")
            + "works on run '"
            + folder.id()
            + "'; wait for it, or give another --out.");
  }
}
