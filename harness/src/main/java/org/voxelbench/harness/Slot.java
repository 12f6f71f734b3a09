package org.voxelbench.harness;

import java.util.ArrayList;
import java.util.List;

/**
 * A place where one piece of work runs at a time.
 *
 * @param device the device that it may use, such as {@code cpu} or {@code cuda:2}
 * @param alone whether there is no other place
 */
record Slot(String device, boolean alone) {

  /** One for each device. */
  static List<Slot> of(List<String> devices) {
    List<Slot> slots = new ArrayList<>();
    devices.forEach(device -> slots.add(new Slot(device, devices.size() == 1)));
    return List.copyOf(slots);
  }
}
