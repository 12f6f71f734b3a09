package org.voxelbench.harness.device;

import java.util.List;

/**
 * Where runs run side by side.
 *
 * @param devices the devices of all runs that run at a time, as the user named them; a run's own
 *     follow each other
 * @param perRun how many of them each run has
 * @param loaders threads of each run that read and augment patches
 * @param preprocessors threads that preprocess, before any run
 */
public record Placement(List<String> devices, int perRun, int loaders, int preprocessors) {

  public Placement {
    devices = List.copyOf(devices);
  }

  /** The same for a single run. */
  public Placement ofOneRun() {
    return new Placement(devices.subList(0, perRun), perRun, loaders, preprocessors);
  }

  /** How many runs run at a time. */
  public int slots() {
    return devices.size() / perRun;
  }
}
