package org.voxelbench.protocol.training;

import java.util.Optional;

/** A request to stop as soon as what is done is saved; any thread may make it. */
public final class Interruption {

  private volatile String by;

  /** Asks for a stop; the first reason stays. */
  public synchronized void request(String reason) {
    if (by == null) {
      by = reason;
    }
  }

  /** What asked for a stop, such as {@code SIGTERM}. */
  public Optional<String> requested() {
    return Optional.ofNullable(by);
  }

  /**
   * Ends the work here if a stop was asked for.
   *
   * @throws InterruptedRunException then
   */
  public void check() {
    requested()
        .ifPresent(
            reason -> {
              throw new InterruptedRunException(reason);
            });
  }
}
