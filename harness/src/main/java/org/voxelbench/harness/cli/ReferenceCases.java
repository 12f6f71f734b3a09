package org.voxelbench.harness.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.base.Suggestions;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.datasets.raw.SegmentationFolder;
import org.voxelbench.evaluation.metrics.Evaluator;
import picocli.CommandLine.Option;

/** Options that name the label maps to compare predictions with. */
final class ReferenceCases {

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "DIR",
      description = "the data set's folder, with dataset.json")
  private Path dataset;

  @Option(
      names = "--cases",
      split = ",",
      paramLabel = "CASE,...",
      hideParamSyntax = true,
      description = "cases to use (default: all)")
  private List<String> cases;

  @Option(
      names = "--test",
      description = "compare with the test cases (labelsTs) instead of the training cases")
  private boolean test;

  private RawDataset opened;

  /** An evaluator of the data set's labels or regions. */
  Evaluator evaluator() {
    return Evaluator.of(raw().labels());
  }

  /** A folder of predictions of the data set. */
  SegmentationFolder predictions(Path folder) {
    return SegmentationFolder.open(folder, raw().json().orElseThrow().fileEnding());
  }

  /**
   * The cases with their label maps, by name.
   *
   * @throws DatasetException naming the case, if one that was named is unknown or has no label map
   */
  List<RawCase> labelled() {
    SortedMap<String, RawCase> labelled = new TreeMap<>();
    for (RawCase candidate : test ? raw().testCases() : raw().trainingCases()) {
      if (candidate.labelFile().isPresent()) {
        labelled.put(candidate.id(), candidate);
      }
    }
    if (labelled.isEmpty()) {
      throw new DatasetException(
          dataset
              + ": no "
              + (test ? "test case (imagesTs, labelsTs)" : "training case (imagesTr, labelsTr)")
              + " has a label map to compare with.");
    }
    if (cases == null) {
      return List.copyOf(labelled.values());
    }
    SortedMap<String, RawCase> chosen = new TreeMap<>();
    for (String name : cases) {
      RawCase named = labelled.get(name);
      if (named == null) {
        throw new DatasetException(
            dataset
                + ": there is no labelled "
                + (test ? "test" : "training")
                + " case '"
                + name
                + "'"
                + Suggestions.hint(name, labelled.keySet())
                + ".");
      }
      chosen.put(name, named);
    }
    return List.copyOf(chosen.values());
  }

  private RawDataset raw() {
    if (opened == null) {
      opened = RawDataset.open(dataset);
    }
    return opened;
  }
}
