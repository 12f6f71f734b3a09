package org.voxelbench.harness.draft;

import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.harness.console.ProcessMemory;
import org.voxelbench.harness.device.EngineRequest;

/**
 * What a training may take, and where.
 *
 * @param scale of the device
 * @param bytes of the card, or of the process on the CPU
 * @param choice the device and why it was taken; empty if the user named it
 */
public record TrainingMemory(TrainingScale scale, double bytes, Optional<String> choice) {

  private static final double ON_CPU = 3.5 * TrainingScale.GIBIBYTE;

  /**
   * Looks at the device, unless it is the CPU.
   *
   * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
   * @param gibibytes what the user grants; empty for what is free on a card, and for little on the
   *     CPU, where patches that need more would take too long
   * @throws BadInputException if what is granted is no memory
   */
  public static TrainingMemory of(String device, Optional<Double> gibibytes) {
    if (gibibytes.isPresent() && !(gibibytes.get() > 0 && Double.isFinite(gibibytes.get()))) {
      throw new BadInputException(
          "--memory (" + gibibytes.get() + ") must be a positive number of GiB.");
    }
    Optional<Double> granted = gibibytes.map(gib -> gib * TrainingScale.GIBIBYTE);
    if (device.equals("cpu")) {
      return onCpu(granted, Optional.empty());
    }
    try (Engine engine = new EngineRequest("auto", device, Optional.empty(), 0).open()) {
      EngineInfo opened = engine.info();
      Optional<String> choice =
          Optional.of(opened.device() + ", because " + opened.deviceReason())
              .filter(words -> device.equals("auto"));
      return opened.onCpu()
          ? onCpu(granted, choice)
          : new TrainingMemory(
              TrainingScale.CARD,
              granted.orElseGet(() -> (double) engine.freeMemoryBytes().orElseThrow()),
              choice);
    }
  }

  private static TrainingMemory onCpu(Optional<Double> granted, Optional<String> choice) {
    return new TrainingMemory(
        TrainingScale.CPU,
        granted.orElseGet(() -> Math.min(ON_CPU, ProcessMemory.availableBytes())),
        choice);
  }
}
