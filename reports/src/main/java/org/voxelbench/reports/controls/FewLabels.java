package org.voxelbench.reports.controls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.TrainingCases;

/**
 * How Dice grows with the number of labelled cases.
 *
 * @param methods the contenders, then the controls
 * @param scratch the method from scratch that leads are over, if there is one
 * @param curves the average over the data sets that ranks are read from, if several of them have
 *     more than one number of training cases in common, then each data set; none if no data set has
 *     more than one number
 */
public record FewLabels(
    List<MethodNote> methods, Optional<MethodNote> scratch, List<LabelCurves> curves) {

  /**
   * Measures.
   *
   * @param ranked names of the data sets that ranks are read from
   */
  public static FewLabels of(Trials trials, List<String> ranked, Optional<MethodNote> scratch) {
    List<String> several =
        trials.datasets().stream()
            .map(DatasetNote::name)
            .filter(dataset -> sizes(trials, List.of(dataset)).size() > 1)
            .toList();
    List<List<String>> groups = new ArrayList<>();
    List<String> averaged = several.stream().filter(ranked::contains).toList();
    if (averaged.size() > 1 && sizes(trials, averaged).size() > 1) {
      groups.add(averaged);
    }
    several.forEach(dataset -> groups.add(List.of(dataset)));
    Map<TrainingCases, TrialEffects> effects = new HashMap<>();
    for (TrainingCases size : sizes(trials, List.of())) {
      List<Trial> own = trials.at(size, several);
      if (!own.isEmpty()) {
        effects.put(size, new TrialEffects(trials, own));
      }
    }
    return new FewLabels(
        trials.methods(),
        scratch,
        groups.stream().map(group -> curves(trials, effects, group, scratch)).toList());
  }

  /** The numbers of training cases that all of the data sets have rows of. */
  private static SortedSet<TrainingCases> sizes(Trials trials, List<String> datasets) {
    SortedSet<TrainingCases> sizes =
        trials.all().stream()
            .map(Trial::trainingCases)
            .collect(Collectors.toCollection(TreeSet::new));
    sizes.remove(TrainingCases.UNSTATED);
    sizes.removeIf(size -> trials.at(size, datasets).size() < datasets.size());
    return sizes;
  }

  private static LabelCurves curves(
      Trials trials,
      Map<TrainingCases, TrialEffects> effects,
      List<String> datasets,
      Optional<MethodNote> scratch) {
    List<TrainingCases> sizes = List.copyOf(sizes(trials, datasets));
    List<Double> labelled = new ArrayList<>();
    List<List<LabelPoint>> points = new ArrayList<>();
    trials.methods().forEach(method -> points.add(new ArrayList<>()));
    for (TrainingCases size : sizes) {
      List<Trial> own = trials.at(size, datasets);
      double mean = own.stream().mapToDouble(Trial::labelledCases).average().orElseThrow();
      labelled.add(
          labelled.isEmpty() ? mean : Math.max(mean, labelled.get(labelled.size() - 1) + 1));
      for (int m = 0; m < points.size(); m++) {
        points.get(m).add(point(effects.get(size), own, m, scratch.map(trials::place)));
      }
    }
    return new LabelCurves(datasets, sizes, labelled, points.stream().map(List::copyOf).toList());
  }

  /** Averaged over data sets, a method counts only if it has a result on each of them. */
  private static LabelPoint point(
      TrialEffects effects, List<Trial> own, int m, Optional<Integer> scratch) {
    if (!own.stream().allMatch(trial -> trial.has(m))) {
      return new LabelPoint(Optional.empty(), Optional.empty());
    }
    return new LabelPoint(
        effects.dice(m, own),
        scratch
            .filter(s -> s != m && own.stream().allMatch(trial -> trial.has(s)))
            .flatMap(s -> effects.lead(m, s, own)));
  }

  /** Places of the methods whose lead over the one from scratch can be told. */
  public IntStream led() {
    return IntStream.range(0, methods.size())
        .filter(m -> scratch.filter(s -> !s.id().equals(methods.get(m).id())).isPresent());
  }
}
