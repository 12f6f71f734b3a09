package org.voxelbench.training.loop;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A request to stop as soon as what is done is saved; any thread may make it. */
public final class Interruption {

  private final AtomicInteger holdUps = new AtomicInteger();
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

  /** Does what a stop should wait for: saving, or waiting for another process that does. */
  public <T> T holdUp(Supplier<T> work) {
    holdUps.incrementAndGet();
    try {
      return work.get();
    } finally {
      holdUps.decrementAndGet();
    }
  }

  /** Whether something is under way that a stop should wait for. */
  public boolean isHeldUp() {
    return holdUps.get() > 0;
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
