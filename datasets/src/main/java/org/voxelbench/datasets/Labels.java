package org.voxelbench.datasets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The labels or regions of a data set, as {@code dataset.json} declares them.
 *
 * <p>Background is 0; a region is a set of labels; the ignore label, if any, is the highest
 * (nnU-Net: {@code label_handling.py}).
 */
public final class Labels {

  private static final String BACKGROUND = "background";
  private static final String IGNORE = "ignore";

  /** A network has an output channel for each. */
  private static final int MOST_LABELS = 1000;

  private final Map<String, List<Integer>> entries;
  private final List<Integer> regionsClassOrder;
  private final Set<String> listed;

  /** Declares labels of which those with more than one value stand in lists. */
  public Labels(Map<String, List<Integer>> entries, List<Integer> regionsClassOrder) {
    this(
        entries,
        regionsClassOrder,
        entries.keySet().stream()
            .filter(name -> entries.get(name).size() > 1)
            .collect(Collectors.toSet()));
  }

  /**
   * Declares labels.
   *
   * @param entries name to label values in the file's order, background and ignore included; more
   *     than one value (or a {@code regionsClassOrder}) makes a region
   * @param regionsClassOrder the label painted for each region, or empty where there are no regions
   * @param listed names whose values the file gives as a list, be it of a single one
   * @throws DatasetException if background is not 0, labels are not consecutive or more than 1000,
   *     ignore is not the highest, or a region is painted with a label that is not its own
   */
  public Labels(
      Map<String, List<Integer>> entries, List<Integer> regionsClassOrder, Set<String> listed) {
    this.entries = new LinkedHashMap<>();
    entries.forEach((name, values) -> this.entries.put(name, List.copyOf(values)));
    this.regionsClassOrder = List.copyOf(regionsClassOrder);
    this.listed = Set.copyOf(listed);
    check();
  }

  private void check() {
    if (!List.of(0).equals(entries.get(BACKGROUND))) {
      throw new DatasetException("'labels' must declare 'background' as 0.");
    }
    if (entries.size() > MOST_LABELS) {
      throw new DatasetException(
          "'labels' declares "
              + entries.size()
              + " labels, of which a network can't hold more than "
              + MOST_LABELS
              + "; join or drop some.");
    }
    TreeSet<Integer> values = new TreeSet<>();
    entries.forEach(
        (name, labels) -> {
          for (int label : labels) {
            if (label < 0 || label > Short.MAX_VALUE) {
              throw new DatasetException(
                  "'labels' gives '"
                      + name
                      + "' the value "
                      + label
                      + "; values lie between 0 and "
                      + Short.MAX_VALUE
                      + ".");
            }
          }
          values.addAll(labels);
        });
    if (values.size() < 2) {
      throw new DatasetException("'labels' declares no label but the background.");
    }
    if (values.last() != values.size() - 1) {
      throw new DatasetException(
          "'labels' must be consecutive from 0, but are " + values + "; renumber them.");
    }
    List<Integer> ignore = entries.get(IGNORE);
    if (ignore != null && !ignore.equals(List.of(values.last()))) {
      throw new DatasetException(
          "'labels' gives 'ignore' " + ignore + "; it must be the highest label, alone.");
    }
    if (hasRegions() && regionsClassOrder.size() != foregroundNames().size()) {
      throw new DatasetException(
          "'regions_class_order' has "
              + regionsClassOrder.size()
              + " entries for "
              + foregroundNames().size()
              + " regions; give one per region.");
    }
    if (hasRegions()) {
      checkPainted(values);
    }
  }

  /** A voxel of a region keeps the label that is painted there, and has to count as the region. */
  private void checkPainted(Set<Integer> declared) {
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < regionsClassOrder.size(); i++) {
      int painted = regionsClassOrder.get(i);
      String name = foregroundNames().get(i);
      List<Integer> own = entries.get(name);
      if (!declared.contains(painted)) {
        faults.add(painted + " for '" + name + "', but 'labels' declares " + declared);
      } else if (!own.contains(painted)) {
        faults.add(painted + " for '" + name + "', which is the region " + own);
      }
    }
    if (!faults.isEmpty()) {
      throw new DatasetException(
          "'regions_class_order' paints the label "
              + String.join(", and ", faults)
              + "; give each region, in the order of 'labels', a label of its own.");
    }
  }

  /** Whether any entry joins several labels. */
  public boolean hasRegions() {
    return entries.entrySet().stream()
        .anyMatch(e -> !e.getKey().equals(IGNORE) && e.getValue().size() > 1);
  }

  /** Whether the file gives an entry's values as a list; nnU-Net writes its key as a tuple then. */
  public boolean isListed(String name) {
    return listed.contains(name);
  }

  /** Names of the foreground labels or regions, in the file's order. */
  public List<String> foregroundNames() {
    return entries.keySet().stream()
        .filter(name -> !name.equals(BACKGROUND) && !name.equals(IGNORE))
        .toList();
  }

  /**
   * The label values of each foreground label (one value) or region, in the order of {@link
   * #foregroundNames}.
   */
  public List<List<Integer>> foreground() {
    return foregroundNames().stream().map(entries::get).toList();
  }

  /** All label values but the ignore label, ascending, background included. */
  public List<Integer> values() {
    TreeSet<Integer> values = new TreeSet<>();
    entries.forEach(
        (name, labels) -> {
          if (!name.equals(IGNORE)) {
            values.addAll(labels);
          }
        });
    return new ArrayList<>(values);
  }

  /** All label values that a voxel may hold, ascending: background and ignore label included. */
  public SortedSet<Integer> declared() {
    SortedSet<Integer> declared = new TreeSet<>(values());
    ignoreLabel().ifPresent(declared::add);
    return declared;
  }

  /** Those of some voxels' values that are not declared, ascending. */
  public SortedSet<Integer> undeclared(SortedSet<Integer> held) {
    SortedSet<Integer> unknown = new TreeSet<>(held);
    unknown.removeAll(declared());
    return unknown;
  }

  /** The label whose voxels carry no annotation. */
  public OptionalInt ignoreLabel() {
    List<Integer> ignore = entries.get(IGNORE);
    return ignore == null ? OptionalInt.empty() : OptionalInt.of(ignore.get(0));
  }

  /** Channels of the network's output: one per region, or one per label with the background. */
  public int outputChannels() {
    return hasRegions() ? foregroundNames().size() : values().size();
  }

  /** The label painted for each region, later ones over earlier ones; empty without regions. */
  public List<Integer> regionsClassOrder() {
    return regionsClassOrder;
  }

  /** The entries as declared, background and ignore included; nnU-Net's planner counts them. */
  public Map<String, List<Integer>> entries() {
    return java.util.Collections.unmodifiableMap(entries);
  }
}
