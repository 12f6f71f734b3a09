package org.voxelbench.base.claim;

import java.io.IOException;
import java.util.Optional;

/** Tells the living owners of claims from the dead. */
interface Liveness {

  /** A claim of this process begins. */
  void hold(ClaimOwner owner);

  /** A claim of this process ends. */
  void drop(ClaimOwner owner);

  /** Whether an owner lives, where this machine knows it. */
  Optional<Boolean> told(ClaimOwner owner) throws IOException;

  /** Whether an owner lives, as far as can be told after watching it for long enough. */
  boolean lives(ClaimRow row, int number, ClaimOwner owner) throws IOException;
}
