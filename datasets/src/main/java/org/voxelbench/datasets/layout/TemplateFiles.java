package org.voxelbench.datasets.layout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.voxelbench.base.Listing;

/** The files that one template matches, by its parts, and what was wrong with them. */
final class TemplateFiles {

  private final PathTemplate template;
  private final String role;
  private final Map<Map<String, String>, List<String>> files = new LinkedHashMap<>();
  private final Set<Map<String, String>> taken = new HashSet<>();
  private final Set<String> without = new LinkedHashSet<>();
  private final Set<String> several = new LinkedHashSet<>();

  /**
   * Matches paths.
   *
   * @param role what the files are, for people
   */
  TemplateFiles(PathTemplate template, String role, List<String> paths) {
    this.template = template;
    this.role = role;
    for (String path : paths) {
      template
          .match(path)
          .ifPresent(parts -> files.computeIfAbsent(parts, key -> new ArrayList<>()).add(path));
    }
  }

  /** The parts of all files, in the order of the paths. */
  Set<Map<String, String>> parts() {
    return files.keySet();
  }

  /** All files. */
  List<String> all() {
    return files.values().stream().flatMap(List::stream).toList();
  }

  /**
   * The file of a case.
   *
   * @param caseName the case, as a fault calls it
   * @param parts those of the case, and others
   * @return the file, or an empty text where none or several fit, which is noted
   */
  String of(String caseName, Map<String, String> parts) {
    String file = optional(caseName, parts);
    if (file.isEmpty() && !files.containsKey(own(parts))) {
      without.add(caseName);
    }
    return file;
  }

  /** The same of a file that a case may lack. */
  String optional(String caseName, Map<String, String> parts) {
    Map<String, String> key = own(parts);
    List<String> found = files.getOrDefault(key, List.of());
    taken.add(key);
    if (found.size() > 1) {
      several.add("case " + caseName + " has " + Listing.of(found));
    }
    return found.size() == 1 ? found.get(0) : "";
  }

  /** Notes a case that lacks the file. */
  void lacks(String caseName) {
    without.add(caseName);
  }

  private Map<String, String> own(Map<String, String> parts) {
    Map<String, String> key = new LinkedHashMap<>(parts);
    key.keySet().retainAll(template.names());
    return key;
  }

  /** What is wrong, a sentence for each kind of mistake. */
  List<String> faults(String root) {
    List<String> faults = new ArrayList<>();
    String where = root + ": the pattern '" + template + "' (" + role + ") ";
    if (!without.isEmpty()) {
      faults.add(
          where
              + "matches no file of "
              + (without.size() == 1 ? "case " : without.size() + " cases: ")
              + Listing.of(without)
              + "; fetch what is missing, or move these cases away.");
    }
    if (!several.isEmpty()) {
      faults.add(
          where
              + "matches several files of one case: "
              + Listing.of(several)
              + "; move all but one away.");
    }
    List<String> orphans =
        files.entrySet().stream()
            .filter(entry -> !taken.contains(entry.getKey()))
            .flatMap(entry -> entry.getValue().stream())
            .toList();
    if (!orphans.isEmpty()) {
      faults.add(
          where
              + "matches "
              + (orphans.size() == 1
                  ? "a file that belongs"
                  : orphans.size() + " files that belong")
              + (template.names().contains(CaseTree.STRUCTURE)
                  ? " to no case, or to no structure of 'labels': "
                  : " to no case: ")
              + Listing.of(orphans)
              + "; fetch the images of the case, or move it away.");
    }
    return faults;
  }
}
