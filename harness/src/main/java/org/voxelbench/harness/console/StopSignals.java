package org.voxelbench.harness.console;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.voxelbench.training.loop.Interruption;
import sun.misc.Signal;

/**
 * Turns SIGTERM, SIGINT and SIGUSR1 into a request to save and leave.
 *
 * <p>Every file is written aside and renamed, so leaving at once harms nothing; what it costs is
 * the work since the last checkpoint.
 */
public final class StopSignals {

  private static final Interruption REQUEST = new Interruption();

  /** How often the process is looked at once it was asked to stop. */
  private static final long LOOK_MILLIS = 100;

  /** A second signal within this time is the same one, which came by another way. */
  private static final long ECHO_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final AtomicLong FIRST = new AtomicLong();

  private StopSignals() {}

  /** The request of this process. */
  public static Interruption request() {
    return REQUEST;
  }

  /** Listens from here on. */
  public static void install() {
    for (String name : List.of("TERM", "INT", "USR1")) {
      Signal.handle(new Signal(name), signal -> received("SIG" + signal.getName()));
    }
  }

  private static void received(String name) {
    long now = System.nanoTime();
    if (FIRST.compareAndSet(0, now)) {
      System.err.println(
          "voxelbench: " + name + ": saving what is done; a second one leaves at once.");
      REQUEST.request(name);
      Thread patience = new Thread(StopSignals::leave, "patience");
      patience.setDaemon(true);
      patience.start();
    } else if (now - FIRST.get() > ECHO_NANOS) {
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
  }

  private static void leave() {
    StopTimeout patience = new StopTimeout();
    try {
      while (!patience.isOver(
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - FIRST.get()), REQUEST.isHeldUp())) {
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.err.println("voxelbench: left; what was saved before stays, start again to continue.");
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
  }
}
