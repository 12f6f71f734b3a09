package org.voxelbench.reports.controls;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.voxelbench.results.Control;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.TrainingCases;

/**
 * All that was measured: contenders and controls, with every number of training cases.
 *
 * @param methods the contenders, then the controls
 * @param preTrainings a method's id to how many pre-trainings of different seeds its seeds start
 *     from, each for all data sets
 * @param datasets the data sets that have rows, in the protocol's order
 * @param all by number of training cases, the fewest first, and by data set; empty if nothing was
 *     measured beyond what is ranked
 */
public record Trials(
    List<MethodNote> methods,
    Map<String, Integer> preTrainings,
    List<DatasetNote> datasets,
    List<Trial> all) {

  /** Those of a data set, the fewest training cases first. */
  List<Trial> of(String dataset) {
    return all.stream().filter(trial -> trial.dataset().name().equals(dataset)).toList();
  }

  /** Those of one number of training cases on some data sets. */
  List<Trial> at(TrainingCases trainingCases, List<String> datasets) {
    return all.stream()
        .filter(trial -> trial.trainingCases().equals(trainingCases))
        .filter(trial -> datasets.contains(trial.dataset().name()))
        .toList();
  }

  /** The trial of a data set with one number of training cases. */
  public Optional<Trial> of(String dataset, TrainingCases trainingCases) {
    return at(trainingCases, List.of(dataset)).stream().findFirst();
  }

  /** The first control of a kind. */
  Optional<MethodNote> control(Control kind) {
    return methods.stream().filter(method -> method.control() == kind).findFirst();
  }

  /** Where a method stands in every trial. */
  public int place(MethodNote method) {
    return IntStream.range(0, methods.size())
        .filter(m -> methods.get(m).id().equals(method.id()))
        .findFirst()
        .orElseThrow();
  }
}
