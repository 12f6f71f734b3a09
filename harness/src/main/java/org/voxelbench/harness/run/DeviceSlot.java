package org.voxelbench.harness.run;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.harness.device.Placement;

/**
 * A place where one piece of work runs at a time.
 *
 * @param device the device that it may use, such as {@code cpu} or {@code cuda:2}
 * @param others further devices over which its trainings are spread
 * @param alone whether there is no other place
 */
public record DeviceSlot(String device, List<String> others, boolean alone) {

  public DeviceSlot {
    others = List.copyOf(others);
  }

  /** A place of one device. */
  public DeviceSlot(String device, boolean alone) {
    this(device, List.of(), alone);
  }

  /**
   * The places of a benchmark.
   *
   * @param engine what was opened on the first device; alone, that device is no longer "auto"
   * @throws BadInputException if a run is to have several cards and nobody says which
   */
  public static List<DeviceSlot> of(Placement placement, EngineInfo engine) {
    List<String> devices = placement.devices();
    int perRun = placement.perRun();
    if (placement.slots() == 1 && new HashSet<>(devices).size() == 1) {
      if (perRun > 1 && !engine.onCpu()) {
        throw new BadInputException(
            "--gpus-per-run "
                + perRun
                + " needs the GPUs by number; give --devices, such as 0,1, or --device cpu.");
      }
      String opened = engine.device();
      return List.of(new DeviceSlot(opened, Collections.nCopies(perRun - 1, opened), true));
    }
    return IntStream.range(0, placement.slots())
        .mapToObj(slot -> devices.subList(slot * perRun, (slot + 1) * perRun))
        .map(own -> new DeviceSlot(own.get(0), own.subList(1, perRun), placement.slots() == 1))
        .toList();
  }

  /** All its devices, in words. */
  String words() {
    return Stream.concat(Stream.of(device), others.stream()).collect(Collectors.joining(" + "));
  }

  /** Whether its trainings are spread over several processes. */
  boolean spread() {
    return !others.isEmpty();
  }

  boolean onCpu() {
    return device.equals("cpu");
  }
}
