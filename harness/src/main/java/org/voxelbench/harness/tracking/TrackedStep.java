package org.voxelbench.harness.tracking;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.voxelbench.store.EpochRow;

/**
 * What is known of a run at one time.
 *
 * @param step number of the epoch, from 0; the number of epochs for what is known at the end
 * @param time when it was, had the run never been interrupted
 * @param numbers by name, none of them NaN
 */
record TrackedStep(long step, Instant time, Map<String, Double> numbers) {

  private static final double BYTES_PER_GIB = 1L << 30;

  TrackedStep {
    numbers = Map.copyOf(numbers);
  }

  /** What the log says of an epoch that ended at a time. */
  static TrackedStep of(EpochRow row, Instant time) {
    Numbers numbers = new Numbers();
    numbers.put("loss/train", row.trainLoss());
    numbers.put("loss/validation", row.validationLoss());
    numbers.put("learning_rate", row.learningRate());
    numbers.put("pseudo_dice", row.pseudoDice());
    row.classDice().forEach((name, dice) -> numbers.put("pseudo_dice_by_class", name, dice));
    numbers.put("epoch/seconds", row.seconds());
    numbers.put("epoch/data_wait_share", row.dataWaitShare());
    numbers.put("epoch/skipped_steps", row.skippedSteps());
    if (row.peakMemoryBytes() > 0) {
      numbers.put("memory/device_peak_gib", row.peakMemoryBytes() / BYTES_PER_GIB);
    }
    if (row.peakHostBytes() > 0) {
      numbers.put("memory/host_peak_gib", row.peakHostBytes() / BYTES_PER_GIB);
    }
    return new TrackedStep(row.epoch(), time, numbers.map());
  }

  /** Collects numbers under names that every program takes. */
  static final class Numbers {

    private final Map<String, Double> map = new LinkedHashMap<>();

    /** Also of what is NaN now, for a name stands for the same at each step. */
    private final Set<String> taken = new HashSet<>();

    void put(String name, double value) {
      if (!Double.isNaN(value)) {
        map.put(name, value);
      }
    }

    /** A number of one class, or other thing with a name of its own, below a group. */
    void put(String group, String own, double value) {
      String name = group + "/" + TrackedName.of(own);
      String free = name;
      for (int i = 2; !taken.add(free); i++) {
        free = name + "_" + i;
      }
      put(free, value);
    }

    Map<String, Double> map() {
      return map;
    }
  }
}
