package org.voxelbench.reports.rows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.TrainingCases;

/** Where data sets, methods, seeds, cases and classes stand in their lists. */
final class Places {

  private final Map<String, Integer> datasets;
  private final Map<String, Integer> methods;
  private final List<String> methodNames;
  private final List<TrainingCases> trainingCases;
  private final Map<TrainingCases, Integer> trainingPlaces;
  private final List<Long> seeds;
  private final Map<Long, Integer> seedPlaces;
  private final List<String> cases;
  private final Map<String, Integer> casePlaces;
  private final Map<String, List<Label>> labels = new LinkedHashMap<>();
  private final Map<String, Map<String, Integer>> labelPlaces = new HashMap<>();

  /**
   * Those of rows.
   *
   * @param datasets the data sets that have rows, in order, with the labels that they list
   * @param methods the methods in order
   */
  Places(List<ResultRow> rows, Map<String, List<String>> datasets, List<String> methods) {
    this.datasets = places(datasets.keySet().stream());
    this.methods = places(methods.stream());
    methodNames = List.copyOf(methods);
    trainingCases = rows.stream().map(ResultRow::trainingCases).distinct().sorted().toList();
    trainingPlaces = places(trainingCases.stream());
    seeds = rows.stream().map(ResultRow::seed).distinct().sorted().toList();
    seedPlaces = places(seeds.stream());
    cases = rows.stream().map(ResultRow::caseId).distinct().sorted().toList();
    casePlaces = places(cases.stream());
    Map<String, TreeSet<Label>> found = new HashMap<>();
    datasets.forEach((dataset, listed) -> found.put(dataset, new TreeSet<>(asListed(listed))));
    rows.forEach(row -> found.get(row.dataset()).add(new Label(row.label(), row.labelValues())));
    for (String dataset : datasets.keySet()) {
      labels.put(dataset, List.copyOf(found.get(dataset)));
      labelPlaces.put(dataset, places(labels.get(dataset).stream().map(Label::name)));
    }
  }

  /** The classes that a data set lists, then others by their names. */
  private static Comparator<Label> asListed(List<String> listed) {
    return Comparator.comparingInt(
            (Label label) ->
                listed.contains(label.name()) ? listed.indexOf(label.name()) : listed.size())
        .thenComparing(Label::name);
  }

  private static <T> Map<T, Integer> places(Stream<T> list) {
    Map<T, Integer> places = new HashMap<>();
    list.forEach(entry -> places.put(entry, places.size()));
    return places;
  }

  /** By data set, method, number of training cases, seed, fold, case and class. */
  Comparator<ResultRow> order() {
    return Comparator.comparingInt(this::dataset)
        .thenComparingInt(this::method)
        .thenComparingInt(this::trainingCases)
        .thenComparingInt(this::seed)
        .thenComparingInt(ResultRow::fold)
        .thenComparingInt(this::caseOf)
        .thenComparingInt(this::label);
  }

  int dataset(ResultRow row) {
    return datasets.get(row.dataset());
  }

  int method(ResultRow row) {
    return methods.get(row.method());
  }

  int trainingCases(ResultRow row) {
    return trainingPlaces.get(row.trainingCases());
  }

  int seed(ResultRow row) {
    return seedPlaces.get(row.seed());
  }

  int caseOf(ResultRow row) {
    return casePlaces.get(row.caseId());
  }

  int label(ResultRow row) {
    return labelPlaces.get(row.dataset()).get(row.label());
  }

  /** The data sets in order. */
  List<String> datasets() {
    return List.copyOf(labels.keySet());
  }

  /** The methods in order. */
  List<String> methods() {
    return methodNames;
  }

  /** The numbers of training cases, the fewest first. */
  List<TrainingCases> trainingCases() {
    return trainingCases;
  }

  List<Long> seeds() {
    return seeds;
  }

  List<String> cases() {
    return cases;
  }

  /** The classes of each data set. */
  List<List<Label>> labels() {
    return new ArrayList<>(labels.values());
  }
}
