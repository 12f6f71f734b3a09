package org.voxelbench.engine.energy;

import java.nio.file.Path;

/**
 * The energy that a device has used since the meter was opened.
 *
 * <p>A processor's is that of its whole packages, so of everything that runs on them; a card's is
 * that of the whole board.
 */
public interface EnergyMeter extends AutoCloseable {

  /** Energy so far in J; NaN where the machine doesn't tell. */
  double joules();

  @Override
  void close();

  /**
   * Opens the meter of a device.
   *
   * @param device as an engine names it, {@code cpu} or {@code cuda:N}
   */
  static EnergyMeter of(String device) {
    if (device.startsWith("cuda:")) {
      int index = Integer.parseInt(device.substring("cuda:".length()));
      return CardEnergy.open(
          "nvidia-smi", CardEnergy.visible(System.getenv("CUDA_VISIBLE_DEVICES"), index));
    }
    return new ProcessorEnergy(Path.of("/sys/class/powercap"));
  }
}
