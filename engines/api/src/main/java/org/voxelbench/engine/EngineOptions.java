package org.voxelbench.engine;

import java.util.Objects;
import java.util.Optional;

/**
 * What the user asks of an engine.
 *
 * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param precision the arithmetic, or empty for the fastest that the device has in hardware
 * @param threads threads of one op on the CPU, or 0 for one per core
 * @param deviceReason why that device, in words
 */
public record EngineOptions(
    String device, Optional<Precision> precision, int threads, String deviceReason) {

  /** The reason for a device that nobody chose but the user. */
  public static final String ASKED = "it was asked for";

  public EngineOptions {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(deviceReason, "deviceReason");
    if (threads < 0) {
      throw new EngineException("threads (" + threads + ") must not be negative.");
    }
  }

  /** A device that was asked for. */
  public EngineOptions(String device, Optional<Precision> precision, int threads) {
    this(device, precision, threads, ASKED);
  }

  /** The same on another device, for a reason. */
  public EngineOptions on(String other, String reason) {
    return new EngineOptions(other, precision, threads, reason);
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
