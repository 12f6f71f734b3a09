package org.voxelbench.datasets.download;

import java.net.URI;
import java.time.Duration;
import org.voxelbench.datasets.DatasetException;

/** Counts tries that brought nothing, pauses between them, and gives up in a sentence. */
final class Tries {

  private final URI url;
  private final Patience patience;
  private int failures;

  Tries(URI url, Patience patience) {
    this.url = url;
    this.patience = patience;
  }

  /**
   * Pauses after a try that failed.
   *
   * @param brought whether it brought something new all the same, so that counting begins anew
   * @throws DatasetException if it makes no sense to go on
   */
  void failed(Fault fault, boolean brought) throws InterruptedException {
    if (fault.lasting()) {
      throw new DatasetException(url + ": " + fault.words() + ".");
    }
    failures = brought ? 0 : failures + 1;
    if (failures >= patience.attempts()) {
      throw new DatasetException(
          url + ": " + fault.words() + " (after " + failures + " attempts).");
    }
    Duration pause = patience.pauseAfter(Math.max(1, failures));
    Duration asked =
        fault.asked().compareTo(patience.longestPause()) < 0
            ? fault.asked()
            : patience.longestPause();
    Thread.sleep((asked.compareTo(pause) > 0 ? asked : pause).toMillis());
  }
}
