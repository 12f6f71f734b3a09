package org.voxelbench.results;

import static com.fasterxml.jackson.annotation.JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY;
import static com.fasterxml.jackson.annotation.JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Suggestions;

/**
 * Something a protocol says will come out, which the report answers; it changes no number.
 *
 * @param name short name, such as {@code C1}; null for its place among the claims
 * @param better the method that is said to be better, by its label, or several, each of which is
 * @param than the method that it is better than, or several, each of which it beats
 * @param over {@code test} or {@code dev} data sets, {@code all}, the name of one, or that of a
 *     mean, such as {@code headline}; null for test
 * @param by at least by how much: Dice points, ranks or data sets; null for any lead, or one data
 *     set
 * @param in what it is better in; null for Dice
 */
public record Claim(
    String name,
    @JsonFormat(with = {ACCEPT_SINGLE_VALUE_AS_ARRAY, WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED})
        List<String> better,
    @JsonFormat(with = {ACCEPT_SINGLE_VALUE_AS_ARRAY, WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED})
        List<String> than,
    String over,
    Double by,
    ClaimMeasure in) {

  /** What {@link #over} says of all data sets of a role, or of all. */
  public static final List<String> SCOPES = List.of("test", "dev", "all");

  public Claim {
    name = name == null ? "" : name;
    better = labels("claims.better", better);
    than = labels("claims.than", than);
    over = over == null ? SCOPES.get(0) : over;
    in = in == null ? ClaimMeasure.DICE : in;
    boolean wins = in == ClaimMeasure.WINS;
    by = by == null ? (wins ? 1.0 : 0.0) : by;
    if (!(by >= 0 && Double.isFinite(by))) {
      throw new BadInputException(
          "claims.by (" + by + ") must be 0 or more; swap better and than to claim the opposite.");
    }
    if (wins && (by < 1 || by != Math.rint(by))) {
      throw new BadInputException(
          "claims.by (" + by + ") counts data sets in: wins; give a whole number from 1.");
    }
    for (String label : better) {
      if (than.contains(label)) {
        throw new BadInputException(
            "a claim says that '" + label + "' is better than itself; name two methods.");
      }
    }
  }

  private static List<String> labels(String key, List<String> labels) {
    if (labels == null) {
      throw new BadInputException(key + " is missing; a claim names both methods.");
    }
    Set<String> once = new HashSet<>(labels);
    if (labels.isEmpty() || once.size() < labels.size()) {
      throw new BadInputException(
          key + " " + labels + " must name at least one method, and each once.");
    }
    return List.copyOf(labels);
  }

  /**
   * Refuses names that a protocol doesn't have.
   *
   * @param methods labels of its methods
   * @param datasets names of its data sets
   * @param means means that it names
   * @throws BadInputException naming the nearest known name
   */
  public void check(List<String> methods, List<String> datasets, List<NamedMean> means) {
    better.forEach(label -> known("claims.better", "method", label, methods));
    than.forEach(label -> known("claims.than", "method", label, methods));
    Optional<NamedMean> mean = mean(means);
    if (!SCOPES.contains(over) && mean.isEmpty()) {
      known("claims.over", "data set", over, datasets);
    }
    int most = mean.map(m -> m.over().size()).orElse(SCOPES.contains(over) ? datasets.size() : 1);
    if (in == ClaimMeasure.WINS && by > most) {
      throw new BadInputException(
          "claims.by ("
              + by.intValue()
              + ") is more data sets than there are over: "
              + over
              + "; give at most "
              + most
              + ".");
    }
  }

  private static void known(String key, String kind, String name, List<String> names) {
    if (!names.contains(name)) {
      throw new BadInputException(
          key
              + " names '"
              + name
              + "', which is no "
              + kind
              + " of the protocol"
              + Suggestions.hint(name, names)
              + "; it has "
              + String.join(", ", names)
              + ".");
    }
  }

  private Optional<NamedMean> mean(List<NamedMean> means) {
    return means.stream().filter(mean -> mean.name().equals(over)).findFirst();
  }

  /**
   * Whether it is about a data set of this name and role.
   *
   * @param means means that the protocol names
   */
  public boolean holds(String dataset, String role, List<NamedMean> means) {
    return mean(means).map(mean -> mean.over().contains(dataset)).orElse(false)
        || over.equals("all")
        || over.equals(role)
        || over.equals(dataset);
  }
}
