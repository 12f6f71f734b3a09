package org.voxelbench.base.claim;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who is seen to hold a claim.
 *
 * @param owner the owner
 * @param seen when it was last touched, by the clock of its machine
 * @param told whether the owner lives, where this machine knows
 */
public record ClaimHolder(ClaimOwner owner, Instant seen, Optional<Boolean> told) {

  /** How long the owner wasn't seen, as far as the clocks of both machines agree. */
  public Duration unseen(Instant now) {
    Duration since = Duration.between(seen, now);
    return since.isNegative() ? Duration.ZERO : since;
  }

  /**
   * Whether the owner is known to live: this machine says so, or the claim was taken or touched
   * since an earlier look.
   *
   * @param earlier the look; empty if nobody held the claim then
   */
  boolean isLively(Optional<ClaimHolder> earlier) {
    return told.orElseGet(
        () ->
            earlier.isEmpty()
                || !owner.nonce().equals(earlier.get().owner.nonce())
                || !seen.equals(earlier.get().seen));
  }

  /** Whether the owner lives, as far as can be said without waiting. */
  public boolean lives(Instant now) {
    return told.orElseGet(() -> unseen(now).compareTo(owner.deadAfter()) < 0);
  }
}
