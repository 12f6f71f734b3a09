package org.voxelbench.harness.run;

import java.io.PrintWriter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxelbench.engine.Engine;
import org.voxelbench.harness.device.EngineLine;

/** Says what work computes on, as it begins. */
public final class Introduction {

  private static final Logger LOG = LoggerFactory.getLogger(Introduction.class);

  private Introduction() {}

  /**
   * Says it in one line, and warns of what the engine warns of.
   *
   * @param slots where runs run side by side
   * @param loaders loader threads of a run
   */
  public static void say(Engine engine, List<DeviceSlot> slots, int loaders, PrintWriter out) {
    List<String> devices = slots.stream().map(DeviceSlot::words).toList();
    out.println(EngineLine.of(engine.info(), devices, loaders));
    out.flush();
    engine.warnings().forEach(LOG::warn);
  }
}
