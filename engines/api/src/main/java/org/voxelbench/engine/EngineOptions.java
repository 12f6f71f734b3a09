package org.voxelbench.engine;

import java.util.Objects;
import java.util.Optional;
import org.voxelbench.engine.ranks.Ranks;

/**
 * What is asked of an engine.
 *
 * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param precision the arithmetic, or empty for the fastest that the device has in hardware
 * @param threads threads of one op of one rank on the CPU, or 0 for one per core
 * @param deviceReason why that device, in words
 * @param ranks the ranks that compute batches staged for them
 */
public record EngineOptions(
    String device, Optional<Precision> precision, int threads, String deviceReason, Ranks ranks) {

  /** The reason for a device that nobody chose but the user. */
  public static final String ASKED = "it was asked for";

  public EngineOptions {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(deviceReason, "deviceReason");
    Objects.requireNonNull(ranks, "ranks");
    if (threads < 0) {
      throw new EngineException("threads (" + threads + ") must not be negative.");
    }
  }

  /** A device, for one rank. */
  public EngineOptions(
      String device, Optional<Precision> precision, int threads, String deviceReason) {
    this(device, precision, threads, deviceReason, Ranks.one());
  }

  /** A device that was asked for, for one rank. */
  public EngineOptions(String device, Optional<Precision> precision, int threads) {
    this(device, precision, threads, ASKED);
  }

  /** The same on another device, for a reason. */
  public EngineOptions on(String other, String reason) {
    return new EngineOptions(other, precision, threads, reason, ranks);
  }

  /** The same for some ranks. */
  public EngineOptions over(Ranks others) {
    return new EngineOptions(device, precision, threads, deviceReason, others);
  }

  /** Any device, the fastest precision, all cores. */
  public static EngineOptions defaults() {
    return new EngineOptions("auto", Optional.empty(), 0);
  }

  /** The CPU in the given precision with all cores. */
  public static EngineOptions cpu(Precision precision) {
    return new EngineOptions("cpu", Optional.of(precision), 0);
  }
}
