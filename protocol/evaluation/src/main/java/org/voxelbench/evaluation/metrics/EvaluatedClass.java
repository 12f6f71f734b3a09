package org.voxelbench.evaluation.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.Labels;

/**
 * A label, or a region of labels, that is scored.
 *
 * @param name its name in the data set
 * @param labels its label values
 * @param region whether it is declared as a list of labels, even if of one
 */
public record EvaluatedClass(String name, List<Integer> labels, boolean region) {

  public EvaluatedClass {
    labels = List.copyOf(labels);
    if (labels.isEmpty() || !region && labels.size() != 1) {
      throw new BadInputException(
          "class '"
              + name
              + "' has the labels "
              + labels
              + "; a label has one value, a region one"
              + " or more.");
    }
    for (int label : labels) {
      if (label < 0 || label > Short.MAX_VALUE) {
        throw new BadInputException(
            "class '" + name + "' has the label " + label + ", which is outside 0 to 32767.");
      }
    }
  }

  /** The foreground labels or regions of a data set, in its order. */
  public static List<EvaluatedClass> of(Labels labels) {
    List<EvaluatedClass> classes = new ArrayList<>();
    List<String> names = labels.foregroundNames();
    for (int i = 0; i < names.size(); i++) {
      classes.add(
          new EvaluatedClass(
              names.get(i), labels.foreground().get(i), labels.isListed(names.get(i))));
    }
    return List.copyOf(classes);
  }

  /** The key in {@code summary.json}: {@code 1}, or a Python tuple such as {@code (1, 2, 3)}. */
  public String summaryKey() {
    if (!region) {
      return labels.get(0).toString();
    }
    String joined = labels.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return labels.size() == 1 ? "(" + joined + ",)" : "(" + joined + ")";
  }

  /** The label values as a result row states them, such as {@code 1+2+3}. */
  public String labelValues() {
    return labels.stream().map(String::valueOf).collect(Collectors.joining("+"));
  }

  boolean background() {
    return labels.equals(List.of(0));
  }
}
