package org.voxelbench.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps the process from ending under a native call: a library's destructors run at exit, and a
 * step still computing would crash on what they free.
 *
 * <p>At exit, be it a signal's, the calls under way are waited for, and later ones never begin.
 */
public final class NativeCallGate {

  private static final long LONGEST_CALL_SECONDS = 60;
  private static final ReentrantReadWriteLock CALLS = new ReentrantReadWriteLock(true);

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(NativeCallGate::shut, "engine-exit-gate"));
  }

  private NativeCallGate() {}

  /** Begins a call; calls may nest. */
  public static void enter() {
    CALLS.readLock().lock();
  }

  /** Ends a call. */
  public static void leave() {
    CALLS.readLock().unlock();
  }

  private static void shut() {
    try {
      if (!CALLS.writeLock().tryLock(LONGEST_CALL_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(
            "An engine still computes after " + LONGEST_CALL_SECONDS + " s; leaving all the same.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
