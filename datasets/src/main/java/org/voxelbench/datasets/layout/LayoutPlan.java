package org.voxelbench.datasets.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voxelbench.base.Listing;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.volume.Volumes;

/**
 * The cases that a layout finds in a publisher's tree.
 *
 * @param source the tree
 * @param training labelled cases, sorted by name
 * @param test cases that the publisher held out, sorted by name
 */
record LayoutPlan(SourceTree source, List<LayoutCase> training, List<LayoutCase> test) {

  /**
   * Finds the cases.
   *
   * @throws DatasetException with all mistakes: no file for a pattern, a case that lacks a file or
   *     has several, two cases of one name, names that files can't have, and volumes that nothing
   *     matches where the layout is exhaustive
   */
  static LayoutPlan of(Layout layout, Labels labels, Path folder) {
    SourceTree source = SourceTree.of(folder);
    List<String> all = source.paths(layout.format());
    List<String> paths =
        all.stream()
            .filter(path -> layout.exclude().stream().allMatch(t -> t.match(path).isEmpty()))
            .toList();
    Map<String, Integer> structures = structures(labels);
    List<CaseMatcher> training = matchers(layout, layout.training(), structures, paths);
    List<CaseMatcher> test = matchers(layout, layout.test(), structures, paths);
    List<CaseMatcher> both = Stream.concat(training.stream(), test.stream()).toList();
    List<String> faults = new ArrayList<>();
    if (cases(training).isEmpty()) {
      faults.add(nothing(layout, folder));
    }
    both.forEach(matcher -> faults.addAll(matcher.faults(folder.toString())));
    faults.addAll(names(folder, both));
    if (layout.exhaustive()) {
      faults.addAll(unmatched(folder, paths, both));
    }
    if (!faults.isEmpty()) {
      throw new DatasetException(faults);
    }
    return new LayoutPlan(source, cases(training), cases(test));
  }

  private static List<CaseMatcher> matchers(
      Layout layout, List<CaseTree> trees, Map<String, Integer> structures, List<String> paths) {
    return trees.stream().map(tree -> new CaseMatcher(layout, tree, structures, paths)).toList();
  }

  private static Map<String, Integer> structures(Labels labels) {
    Map<String, Integer> structures = new LinkedHashMap<>();
    labels.entries().forEach((name, values) -> structures.put(name, values.get(0)));
    structures.values().remove(0);
    return structures;
  }

  private static List<LayoutCase> cases(List<CaseMatcher> matchers) {
    return matchers.stream()
        .flatMap(matcher -> matcher.cases().stream())
        .sorted(Comparator.comparing(LayoutCase::id))
        .toList();
  }

  private static String nothing(Layout layout, Path folder) {
    return folder
        + ": no file matches "
        + layout.training().stream()
            .map(tree -> "'" + tree.first() + "'")
            .distinct()
            .collect(Collectors.joining(" or "))
        + "; expected the data set's files as its publisher ships them.";
  }

  /** What is made of a case is put in files of its name. */
  private static List<String> names(Path folder, List<CaseMatcher> matchers) {
    List<String> faults = new ArrayList<>();
    Map<String, List<String>> byId = new TreeMap<>();
    for (LayoutCase found : cases(matchers)) {
      byId.computeIfAbsent(found.id(), id -> new ArrayList<>()).add(found.images().get(0).path());
    }
    List<String> odd = byId.keySet().stream().filter(id -> !RawCase.isId(id)).toList();
    if (!odd.isEmpty()) {
      faults.add(
          folder + ": cases are called " + Listing.of(odd) + ", which no file can be; rename.");
    }
    List<String> twins =
        byId.entrySet().stream()
            .filter(entry -> entry.getValue().size() > 1)
            .map(entry -> entry.getKey() + " (" + Listing.of(entry.getValue()) + ")")
            .toList();
    if (!twins.isEmpty()) {
      faults.add(
          folder
              + ": two cases have one name: "
              + Listing.of(twins)
              + "; move all but one away, or name them apart by 'case' in the layout.");
    }
    return faults;
  }

  private static List<String> unmatched(
      Path folder, List<String> paths, List<CaseMatcher> matchers) {
    Set<String> matched =
        matchers.stream()
            .flatMap(CaseMatcher::matched)
            .collect(Collectors.toCollection(HashSet::new));
    List<String> others =
        paths.stream()
            .filter(path -> !matched.contains(path) && Volumes.isVolume(Path.of(path)))
            .toList();
    return others.isEmpty()
        ? List.of()
        : List.of(
            folder
                + ": "
                + (others.size() == 1 ? "a volume matches" : others.size() + " volumes match")
                + " no pattern of the layout, the first is "
                + others.get(0)
                + "; rename it as its publisher does, or move it away.");
  }

  /** Training and test cases. */
  Stream<LayoutCase> all() {
    return Stream.concat(training.stream(), test.stream());
  }

  /** Path, length and time of all files that count, by which a change shows. */
  String state() {
    return all()
        .flatMap(LayoutCase::paths)
        .distinct()
        .sorted()
        .map(source::state)
        .collect(Collectors.joining("\n"));
  }
}
