package org.voxelbench.harness.device;

import java.util.List;

/**
 * Where runs run side by side.
 *
 * @param devices the device of each run that runs at a time, as the user named it
 * @param loaders threads of each run that read and augment patches
 * @param preprocessors threads that preprocess, before any run
 */
public record Placement(List<String> devices, int loaders, int preprocessors) {

  public Placement {
    devices = List.copyOf(devices);
  }
}
