package org.voxelbench.base.claim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.FileFault;

/**
 * Who holds a claim, as {@code owner.json} says.
 *
 * @param host the machine's name, or that of {@code -Dvoxelbench.node}
 * @param process the process, by its number and the tick after boot at which it began
 * @param machine the boot of a machine and, since containers count their processes apart, the space
 *     of process numbers; empty where the system doesn't say
 * @param begun when it took the claim, by its own clock
 * @param nonce no other claim's
 * @param touchedEverySeconds how often it touches the file while it lives
 * @param ended whether it gave the claim back
 */
public record ClaimOwner(
    String host,
    String process,
    String machine,
    String begun,
    String nonce,
    double touchedEverySeconds,
    boolean ended) {

  private static final String NODE = "voxelbench.node";
  private static final String TOUCHED_EVERY = "voxelbench.claims.seconds";
  private static final double STANDARD_SECONDS = 15;

  /** Who misses so many touches in a row is taken for dead. */
  private static final int MISSED = 12;

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path PROCESSES = Path.of("/proc/self/ns/pid");
  private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

  /** This process. */
  static ClaimOwner current() {
    String node = System.getProperty(NODE, "");
    try {
      String machine =
          Files.isReadable(BOOT) && Files.isSymbolicLink(PROCESSES)
              ? Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(PROCESSES)
              : "";
      String host = Files.isReadable(HOST) ? Files.readString(HOST).strip() : "unknown";
      return of(
          node.isEmpty() ? host : node,
          ProcessName.current(),
          (machine + " " + node).strip(),
          Double.parseDouble(System.getProperty(TOUCHED_EVERY, "" + STANDARD_SECONDS)));
    } catch (IOException e) {
      throw new BadInputException("this process can't be named: " + FileFault.words(e) + ".", e);
    }
  }

  static ClaimOwner of(String host, String process, String machine, double touchedEverySeconds) {
    return new ClaimOwner(host, process, machine, "", "", touchedEverySeconds, false);
  }

  /** Of a claim whose file can't be read, such as after a power cut. */
  static ClaimOwner unknown() {
    return of("unknown", "", "unknown", STANDARD_SECONDS);
  }

  /** The same as the owner of a new claim. */
  ClaimOwner taking(String newNonce) {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return new ClaimOwner(host, process, machine, now, newNonce, touchedEverySeconds, false);
  }

  /** The same once it gave the claim back. */
  ClaimOwner leaving() {
    return new ClaimOwner(host, process, machine, begun, nonce, touchedEverySeconds, true);
  }

  Duration touchedEvery() {
    return Duration.ofNanos((long) (touchedEverySeconds * 1e9));
  }

  /**
   * How long it isn't seen before it is taken for dead: three minutes, unless it says otherwise.
   */
  public Duration deadAfter() {
    return touchedEvery().multipliedBy(MISSED);
  }
}
