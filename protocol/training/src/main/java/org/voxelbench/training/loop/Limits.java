package org.voxelbench.training.loop;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.training.protocol.Budget;
import org.voxelbench.training.protocol.Checkpointing;
import org.voxelbench.training.protocol.Divergence;
import org.voxelbench.training.protocol.Protocol;

/**
 * What may end a training before its last epoch, and how much of it a kill may cost.
 *
 * @param budget what it may use
 * @param divergence when it is given up
 * @param checkpoint how often it is saved
 * @param interruption asks it to stop
 */
public record Limits(
    Budget budget, Divergence divergence, Checkpointing checkpoint, Interruption interruption) {

  private static final double SECONDS_PER_HOUR = 3600;
  private static final double BYTES_PER_GIB = 1L << 30;

  /** A budget and a request to stop, and the defaults of all else. */
  public Limits(Budget budget, Interruption interruption) {
    this(budget, Divergence.standard(), Checkpointing.standard(), interruption);
  }

  /** Those of a protocol. */
  public static Limits of(Protocol protocol, Interruption interruption) {
    return new Limits(
        Objects.requireNonNullElseGet(protocol.budget(), Budget::none),
        Objects.requireNonNullElseGet(protocol.divergence(), Divergence::standard),
        Objects.requireNonNullElseGet(protocol.checkpoint(), Checkpointing::standard),
        interruption);
  }

  /** Neither budget nor request. */
  public static Limits none() {
    return new Limits(Budget.none(), new Interruption());
  }

  /**
   * What ends a training before its next step, if anything does.
   *
   * @param training its name
   * @param steps steps done
   * @param seconds time so far
   * @param peakMemoryBytes highest memory of the engine's device so far
   * @param engine what it trains on
   */
  Optional<RuntimeException> reached(
      String training, long steps, double seconds, long peakMemoryBytes, EngineInfo engine) {
    Optional<RuntimeException> interrupted = interrupted();
    if (interrupted.isPresent()) {
      return interrupted;
    }
    if (budget.steps() != null && steps >= budget.steps()) {
      return spent(training, "steps", steps, budget.steps(), "steps");
    }
    if (budget.hours() != null && seconds > budget.hours() * SECONDS_PER_HOUR) {
      return spent(training, "hours", seconds / SECONDS_PER_HOUR, budget.hours(), "h");
    }
    if (budget.memoryGiB() != null && peakMemoryBytes > budget.memoryGiB() * BYTES_PER_GIB) {
      double gibibytes = peakMemoryBytes / BYTES_PER_GIB;
      return spent(
          training, "memoryGiB", gibibytes, budget.memoryGiB(), "GiB of " + engine.memory());
    }
    return Optional.empty();
  }

  /** The request to stop, if there is one. */
  Optional<RuntimeException> interrupted() {
    return interruption.requested().map(InterruptedRunException::new);
  }

  private static Optional<RuntimeException> spent(
      String training, String key, double used, double allowed, String unit) {
    return Optional.of(
        new OutOfBudgetException(
            String.format(
                Locale.ROOT,
                "%s used up its budget.%s: %.4g of %.4g %s; raise it in the protocol to go on.",
                training,
                key,
                used,
                allowed,
                unit)));
  }
}
