package org.voxelbench.reports.statistics;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Every method's Dice on every data set: all that ranks and tests are made of.
 *
 * @param methods ids of the methods
 * @param datasets their Dice, in the order of the methods
 */
public record ScoreMatrix(List<String> methods, List<DatasetScores> datasets) {

  public ScoreMatrix {
    methods = List.copyOf(methods);
    datasets = List.copyOf(datasets);
    for (DatasetScores dataset : datasets) {
      if (dataset.dice().length != methods.size()) {
        throw new IllegalArgumentException(
            "data set '%s' has Dice of %d methods, expected %d"
                .formatted(dataset.name(), dataset.dice().length, methods.size()));
      }
    }
  }

  /** The data sets of these names alone. */
  public ScoreMatrix only(List<String> names) {
    return new ScoreMatrix(
        methods, datasets.stream().filter(d -> names.contains(d.name())).toList());
  }

  /** Whether the Dice of single cases is known on every data set, as resampling needs. */
  public boolean hasCases() {
    return datasets.stream().allMatch(d -> d.cases().isPresent());
  }

  ScoreMatrix without(int method) {
    return new ScoreMatrix(
        IntStream.range(0, methods.size()).filter(m -> m != method).mapToObj(methods::get).toList(),
        datasets.stream().map(d -> d.without(method)).toList());
  }
}
