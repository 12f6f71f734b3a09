package org.voxelbench.reports.ranking;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.voxelbench.results.Control;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.TrainingCases;

/**
 * With how many training cases each data set has rows, and with how many of them it is read.
 *
 * @param measured data set's name to the numbers that any method has rows of, the fewest first
 * @param read data set's name to the one number that counts, in the order of the data sets; without
 *     those that no contender has rows of at that number
 */
public record TrainingSizes(
    Map<String, SortedSet<TrainingCases>> measured, Map<String, TrainingCases> read) {

  /**
   * As ranks are read: at the number that the summary states, or at the largest that a contender
   * has rows of, if the summary states none. Rows that state no number, as in files by VoxelBench
   * 0.1, are ranked where the stated number has none.
   */
  static TrainingSizes of(List<ResultRow> rows, ExperimentSummary summary) {
    Set<String> controls =
        summary.methods().stream()
            .filter(method -> method.control() != Control.NONE)
            .map(MethodNote::id)
            .collect(Collectors.toSet());
    Map<String, Set<TrainingCases>> all = new HashMap<>();
    Map<String, Set<TrainingCases>> contenders = new HashMap<>();
    ResultRow before = null;
    for (ResultRow row : rows) {
      if (before != null && sameRun(before, row)) {
        continue;
      }
      before = row;
      all.computeIfAbsent(row.dataset(), name -> new HashSet<>()).add(row.trainingCases());
      if (!controls.contains(row.method())) {
        contenders.computeIfAbsent(row.dataset(), name -> new HashSet<>()).add(row.trainingCases());
      }
    }
    Map<String, SortedSet<TrainingCases>> measured = new HashMap<>();
    all.forEach((dataset, sizes) -> measured.put(dataset, new TreeSet<>(sizes)));
    Map<String, TrainingCases> read = new LinkedHashMap<>();
    for (DatasetNote dataset : summary.datasets()) {
      TreeSet<TrainingCases> sizes =
          new TreeSet<>(contenders.getOrDefault(dataset.name(), Set.of()));
      if (sizes.contains(dataset.rankedAt())) {
        read.put(dataset.name(), dataset.rankedAt());
      } else if (sizes.contains(TrainingCases.UNSTATED)) {
        read.put(dataset.name(), TrainingCases.UNSTATED);
      } else if (dataset.rankedAt().equals(TrainingCases.UNSTATED) && !sizes.isEmpty()) {
        read.put(dataset.name(), sizes.last());
      }
    }
    return new TrainingSizes(measured, read);
  }

  /** Rows of one run follow each other, and there can be millions. */
  private static boolean sameRun(ResultRow a, ResultRow b) {
    return a.dataset().equals(b.dataset())
        && a.method().equals(b.method())
        && a.trainingCases().equals(b.trainingCases());
  }

  /** All numbers that have rows, the fewest first. */
  SortedSet<TrainingCases> all() {
    return measured.values().stream()
        .flatMap(Set::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether a data set has rows with more than one number. */
  boolean several() {
    return measured.values().stream().anyMatch(sizes -> sizes.size() > 1);
  }

  /** The same read at one number on all data sets that have rows of it. */
  TrainingSizes at(TrainingCases trainingCases, List<DatasetNote> datasets) {
    Map<String, TrainingCases> other = new LinkedHashMap<>();
    for (DatasetNote dataset : datasets) {
      if (measured.getOrDefault(dataset.name(), new TreeSet<>()).contains(trainingCases)) {
        other.put(dataset.name(), trainingCases);
      }
    }
    return new TrainingSizes(measured, other);
  }

  /**
   * Whether a run is of the number that counts on its data set; where none has rows, of the one
   * that the summary states. A number that isn't stated is taken for any.
   */
  boolean holds(DatasetNote dataset, TrainingCases ofRun) {
    TrainingCases counting = read.getOrDefault(dataset.name(), dataset.rankedAt());
    return ofRun.equals(counting)
        || ofRun.equals(TrainingCases.UNSTATED)
        || counting.equals(TrainingCases.UNSTATED);
  }
}
