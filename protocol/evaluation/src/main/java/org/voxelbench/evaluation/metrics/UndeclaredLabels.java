package org.voxelbench.evaluation.metrics;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.volume.Volumes;

/**
 * Refuses label maps that hold values which their data set doesn't declare, such as masks of 0 and
 * 255: they would be scored as background.
 */
public final class UndeclaredLabels {

  private UndeclaredLabels() {}

  /**
   * Reads all files and refuses those with other values.
   *
   * @param evaluator of all labels of the data set
   * @throws BadInputException with a sentence for each file, naming it and its values
   */
  public static void refuse(Evaluator evaluator, Collection<Path> files) {
    SortedSet<Integer> declared = evaluator.labels();
    List<String> faults = new ArrayList<>();
    for (Path file : files) {
      SortedSet<Integer> unknown = new TreeSet<>(Volumes.readLabelMap(file).values());
      unknown.removeAll(declared);
      if (!unknown.isEmpty()) {
        faults.add(
            "'"
                + file
                + "' holds the "
                + (unknown.size() == 1 ? "label " + unknown.first() : "labels " + unknown)
                + ", but 'labels' in dataset.json declares "
                + declared
                + "; write the values that are declared.");
      }
    }
    if (!faults.isEmpty()) {
      throw new BadInputException(faults);
    }
  }
}
