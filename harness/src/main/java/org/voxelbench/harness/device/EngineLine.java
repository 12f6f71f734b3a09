package org.voxelbench.harness.device;

import java.util.List;
import java.util.Locale;
import org.voxelbench.engine.EngineInfo;

/** What a benchmark computes on, in one line. */
public final class EngineLine {

  private EngineLine() {}

  /**
   * The line.
   *
   * @param engine the engine, open on the first of the devices
   * @param devices the device of each run at a time
   * @param loaders loader threads of a run
   */
  public static String of(EngineInfo engine, List<String> devices, int loaders) {
    return String.format(
        Locale.ROOT,
        "Engine %s %s on %s (%s), because %s; %s, because %s; %sthreads of an op: %d, loaders: %d.",
        engine.id(),
        engine.version(),
        String.join(", ", devices),
        engine.deviceName(),
        engine.deviceReason(),
        engine.precision().name().toLowerCase(Locale.ROOT),
        engine.precisionReason(),
        devices.size() == 1 ? "" : devices.size() + " runs at a time, each with ",
        engine.threads(),
        loaders);
  }
}
