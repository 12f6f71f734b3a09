package org.voxelbench.datasets.raw;

import java.nio.file.Path;

/** A data set whose label maps hold nothing but background. */
public final class MissingForeground {

  private MissingForeground() {}

  /** The sentence that refuses it. */
  public static String sentence(RawDataset dataset) {
    Path labels =
        dataset.trainingCases().get(0).labelFile().map(Path::getParent).orElse(dataset.folder());
    return labels
        + ": no label map of the data set's "
        + dataset.trainingCases().size()
        + " training cases holds a voxel of "
        + String.join(", ", dataset.labels().foregroundNames())
        + ", only background; were the label maps written as masks of another value, or empty?"
        + " Write the values that 'labels' in dataset.json declares.";
  }
}
