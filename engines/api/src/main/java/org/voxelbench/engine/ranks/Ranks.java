package org.voxelbench.engine.ranks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.voxelbench.base.BadInputException;

/**
 * The ranks that compute each batch of a training, each an equal share of its samples, and the
 * processes that do it.
 *
 * <p>What comes out depends on the number of ranks alone: a process that does several ranks does
 * them as if each had a process of its own.
 *
 * @param count ranks of a batch
 * @param process this process's number, from 0; the first one leads
 * @param processes how many processes share the ranks, a divisor of their number
 * @param meeting a file, by which several processes of one host find each other; it must not exist
 * @param timeout the longest wait for what another process computes
 */
public record Ranks(
    int count, int process, int processes, Optional<Path> meeting, Duration timeout) {

  /** How long a process waits for another unless somebody says else. */
  public static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Behind the name of the meeting's file: nobody is to wait for all any longer. */
  public static final String CALLED_OFF = "-called-off";

  public Ranks {
    Objects.requireNonNull(meeting, "meeting");
    if (count < 1 || processes < 1 || count % processes != 0) {
      throw new BadInputException(
          count
              + " ranks can't be shared by "
              + processes
              + " processes; their number must be a divisor of that of the ranks.");
    }
    if (process < 0 || process >= processes) {
      throw new BadInputException(
          "there is no process " + process + " of " + processes + "; they count from 0.");
    }
    if (processes > 1 && meeting.isEmpty()) {
      throw new BadInputException(
          processes + " processes need a file by which they find each other, and none was named.");
    }
    if (timeout.toMillis() < 1) {
      throw new BadInputException("the wait for another process (" + timeout + ") is none.");
    }
  }

  /** One rank, which computes whole batches. */
  public static Ranks one() {
    return inThisProcess(1);
  }

  /** Ranks that this process does alone. */
  public static Ranks inThisProcess(int count) {
    return new Ranks(count, 0, 1, Optional.empty(), PATIENCE);
  }

  /** The numbers of those that this process does, in order. */
  public List<Integer> here() {
    int each = count / processes;
    return IntStream.range(process * each, (process + 1) * each).boxed().toList();
  }

  /** Whether this process saves, logs and reports for all. */
  public boolean leads() {
    return process == 0;
  }
}
