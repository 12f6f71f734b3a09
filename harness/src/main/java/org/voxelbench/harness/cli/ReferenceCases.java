package org.voxelbench.harness.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.base.Suggestions;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
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
      description = "cases to use (default: all training cases)")
  private List<String> cases;

  private RawDataset opened;

  /** An evaluator of the data set's labels or regions. */
  Evaluator evaluator() {
    return Evaluator.of(raw().labels());
  }

  /**
   * The label map of each case.
   *
   * @throws DatasetException naming the case, if one that was named is unknown or has no label map
   */
  SortedMap<String, Path> files() {
    SortedMap<String, Path> files = new TreeMap<>();
    for (RawCase candidate : raw().trainingCases()) {
      candidate.labelFile().ifPresent(file -> files.put(candidate.id(), file));
    }
    if (cases == null) {
      return files;
    }
    SortedMap<String, Path> chosen = new TreeMap<>();
    for (String name : cases) {
      Path file = files.get(name);
      if (file == null) {
        throw new DatasetException(
            dataset
                + ": there is no labelled training case '"
                + name
                + "'"
                + Suggestions.hint(name, files.keySet())
                + ".");
      }
      chosen.put(name, file);
    }
    return chosen;
  }

  private RawDataset raw() {
    if (opened == null) {
      opened = RawDataset.open(dataset);
    }
    return opened;
  }
}
