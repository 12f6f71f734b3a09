package org.voxelbench.preparation.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.voxelbench.base.BadInputException;

/** Which cases stay on the same side of a split, such as the scans of one patient. */
public final class Grouping {

  private final UnaryOperator<String> groupOf;

  private Grouping(UnaryOperator<String> groupOf) {
    this.groupOf = groupOf;
  }

  /** Every case alone, as nnU-Net splits. */
  public static Grouping none() {
    return new Grouping(id -> id);
  }

  /**
   * By the part of the case id that a regular expression finds: its first group if it has one, else
   * the whole match.
   *
   * @throws BadInputException if the expression is malformed; or, when used, naming a case id in
   *     which it finds nothing
   */
  public static Grouping byPattern(String regex) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new BadInputException(
          "the grouping pattern '" + regex + "' is malformed: " + e.getDescription() + ".", e);
    }
    return new Grouping(
        id -> {
          Matcher matcher = pattern.matcher(id);
          if (!matcher.find()) {
            throw new BadInputException(
                "the grouping pattern '" + regex + "' finds no patient in case id '" + id + "'.");
          }
          return matcher.groupCount() > 0 && matcher.group(1) != null
              ? matcher.group(1)
              : matcher.group();
        });
  }

  /**
   * By a map from case id to patient.
   *
   * @throws BadInputException when used, naming a case id that the map lacks
   */
  public static Grouping byMap(Map<String, String> patients) {
    Map<String, String> copy = Map.copyOf(patients);
    return new Grouping(
        id -> {
          String patient = copy.get(id);
          if (patient == null) {
            throw new BadInputException("the grouping names no patient for case '" + id + "'.");
          }
          return patient;
        });
  }

  /** Groups in sorted order, each with its cases in sorted order. */
  List<List<String>> groups(List<String> sortedCases) {
    SortedMap<String, List<String>> groups = new TreeMap<>();
    for (String id : sortedCases) {
      groups.computeIfAbsent(groupOf.apply(id), key -> new ArrayList<>()).add(id);
    }
    return List.copyOf(groups.values());
  }
}
