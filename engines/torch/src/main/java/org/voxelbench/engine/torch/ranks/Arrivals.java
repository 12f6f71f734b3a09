package org.voxelbench.engine.torch.ranks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.voxelbench.engine.ranks.LostProcessException;
import org.voxelbench.engine.ranks.Ranks;

/**
 * The processes of a training at the place where they meet, each as a file of its own: LibTorch's
 * wait for them hears of nothing else.
 */
final class Arrivals {

  private static final long LOOK_MILLIS = 20;

  private Arrivals() {}

  /**
   * Arrives, and waits for all the others.
   *
   * @throws LostProcessException if they don't come in time, or the meeting is called off
   */
  static void await(Ranks ranks, Path meeting) {
    try {
      Files.createFile(of(meeting, ranks.process()));
      long begin = System.nanoTime();
      while (!IntStream.range(0, ranks.processes()).allMatch(i -> Files.exists(of(meeting, i)))) {
        if (Files.exists(Path.of(meeting + Ranks.CALLED_OFF))) {
          throw lost("ended before the training began", null);
        }
        if (System.nanoTime() - begin > ranks.timeout().toNanos()) {
          throw lost("did not come within " + ranks.timeout().toSeconds() + " s", null);
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't meet at '" + meeting + "'", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw lost("was no longer waited for, by an interrupt", e);
    }
  }

  private static Path of(Path meeting, int process) {
    return Path.of(meeting + "-" + process);
  }

  private static LostProcessException lost(String what, InterruptedException cause) {
    return new LostProcessException("another process of this training " + what + ".", cause);
  }
}
