package org.voxelbench.datasets.download;

import java.time.Duration;
import org.voxelbench.datasets.DatasetException;

/**
 * How long a download bears a bad connection.
 *
 * @param attempts tries in a row that bring nothing new before it is given up, at least 1
 * @param pause before the second try; doubled before each further one
 * @param longestPause no pause is longer
 * @param connect until a connection must stand
 * @param stall until the next bytes, or the first answer, must come
 */
public record Patience(
    int attempts, Duration pause, Duration longestPause, Duration connect, Duration stall) {

  /** For servers far away: six tries within a minute, one minute without a byte. */
  public static final Patience USUAL =
      new Patience(
          6,
          Duration.ofSeconds(2),
          Duration.ofMinutes(2),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1));

  public Patience {
    if (attempts < 1) {
      throw new DatasetException("a download of " + attempts + " attempts, expected at least 1.");
    }
  }

  /** The pause after so many tries in a row that brought nothing. */
  Duration pauseAfter(int failures) {
    Duration pause = this.pause;
    for (int i = 1; i < failures && pause.compareTo(longestPause) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
