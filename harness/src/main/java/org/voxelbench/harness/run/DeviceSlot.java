package org.voxelbench.harness.run;

import java.util.List;
import org.voxelbench.engine.EngineInfo;

/**
 * A place where one piece of work runs at a time.
 *
 * @param device the device that it may use, such as {@code cpu} or {@code cuda:2}
 * @param alone whether there is no other place
 */
public record DeviceSlot(String device, boolean alone) {

  /**
   * One for each device.
   *
   * @param engine what was opened on the first; alone, that device is no longer "auto"
   */
  public static List<DeviceSlot> of(List<String> devices, EngineInfo engine) {
    if (devices.size() == 1) {
      return List.of(new DeviceSlot(engine.device(), true));
    }
    return devices.stream().map(device -> new DeviceSlot(device, false)).toList();
  }

  boolean onCpu() {
    return device.equals("cpu");
  }
}
