package org.voxelbench.evaluation.metrics;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which prediction and reference of a summary are of one case: nnU-Net names a case as the
 * prediction's file is called.
 *
 * @param mapped whether no reference is called as a case is, since dataset.json maps cases to files
 */
record FilePairs(boolean mapped) {

  static FilePairs of(Summary summary) {
    Set<String> ids = stems(summary, Summary.CaseMetrics::predictionFile);
    return new FilePairs(
        ids.size() > 1
            && Collections.disjoint(ids, stems(summary, Summary.CaseMetrics::referenceFile)));
  }

  private static Set<String> stems(Summary summary, Function<Summary.CaseMetrics, String> file) {
    return summary.perCase().stream()
        .filter(Objects::nonNull)
        .map(file)
        .filter(Objects::nonNull)
        .map(FilePairs::stem)
        .collect(Collectors.toSet());
  }

  /** Whether a prediction names a case, and the reference may be that case's. */
  boolean fit(String prediction, String reference) {
    String caseId = stem(prediction);
    return !caseId.isBlank() && (mapped || names(reference, caseId));
  }

  /** Whether a case's name stands in a path as a word, such as that of the case's own folder. */
  private static boolean names(String path, String caseId) {
    return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(caseId) + "(?![\\p{L}\\p{N}])")
        .matcher(path)
        .find();
  }

  /** A path's last name without its ending, whichever system wrote it. */
  static String stem(String path) {
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    String base = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    int dot = base.lastIndexOf('.');
    return dot < 0 ? base : base.substring(0, dot);
  }
}
