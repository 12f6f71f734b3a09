package org.voxelbench.base.claim;

import java.io.IOException;

/** The right to a unit of work, until it is given back. */
public final class Claim implements AutoCloseable {

  private final Claims claims;
  private final ClaimRow row;
  private final int number;
  private final ClaimOwner owner;
  private final boolean inherited;

  Claim(Claims claims, ClaimRow row, int number, ClaimOwner owner, boolean inherited) {
    this.claims = claims;
    this.row = row;
    this.number = number;
    this.owner = owner;
    this.inherited = inherited;
  }

  /** Whether the owner before this one died. */
  public boolean isInherited() {
    return inherited;
  }

  ClaimOwner owner() {
    return owner;
  }

  void touch() {
    row.touch(number);
  }

  /**
   * Makes sure that the right is still here, before something is written that others may write too.
   *
   * @throws ClaimLostException if this process was taken for dead
   */
  public void check() {
    if (!isHeld()) {
      throw new ClaimLostException(row.folder().getFileName().toString());
    }
  }

  private boolean isHeld() {
    try {
      return row.owner(number)
          .filter(found -> found.nonce().equals(owner.nonce()) && !found.ended())
          .isPresent();
    } catch (IOException e) {
      throw Claims.fault(row.folder(), e);
    }
  }

  /**
   * Gives it back and leaves no trace of it: for units of which it does no harm if two make them,
   * which then may happen.
   */
  public void forget() {
    try {
      if (isHeld()) {
        row.forget();
      }
    } catch (IOException e) {
      throw Claims.fault(row.folder(), e);
    } finally {
      claims.drop(this);
    }
  }

  /** Gives it back; one that was lost stays with who has it. */
  @Override
  public void close() {
    try {
      if (isHeld()) {
        row.end(number);
      }
    } catch (IOException e) {
      throw Claims.fault(row.folder(), e);
    } finally {
      claims.drop(this);
    }
  }
}
