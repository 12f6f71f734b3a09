package org.voxelbench.engine;

/**
 * What an open engine is; part of every run's manifest.
 *
 * @param id the engine's id, such as {@code torch}
 * @param version version of the native library
 * @param device the device in use, such as {@code cpu} or {@code cuda:0}
 * @param deviceName the processor or card by name
 * @param precision the arithmetic in use
 * @param precisionReason why that precision was taken, in words
 * @param threads threads of one op on the CPU
 * @param deterministic whether equal inputs give equal bits
 * @param deviceReason why that device was taken, in words
 */
public record EngineInfo(
    String id,
    String version,
    String device,
    String deviceName,
    Precision precision,
    String precisionReason,
    int threads,
    boolean deterministic,
    String deviceReason) {

  /** An engine on the device that was asked for. */
  public EngineInfo(
      String id,
      String version,
      String device,
      String deviceName,
      Precision precision,
      String precisionReason,
      int threads,
      boolean deterministic) {
    this(
        id,
        version,
        device,
        deviceName,
        precision,
        precisionReason,
        threads,
        deterministic,
        EngineOptions.ASKED);
  }

  /** Whether it computes on the processor rather than on a card. */
  public boolean onCpu() {
    return device.equals("cpu");
  }

  /** Whose memory the engine's peak is of, in words. */
  public String memory() {
    return onCpu() ? "its process's resident memory" : "the card's memory";
  }
}
