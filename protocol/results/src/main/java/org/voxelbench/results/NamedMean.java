package org.voxelbench.results;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Suggestions;

/**
 * Data sets whose mean Dice and average ranks a report prints under a name; it changes no number of
 * a run.
 *
 * @param name what tables call it, such as {@code in-distribution}
 * @param over names of its data sets
 */
public record NamedMean(String name, List<String> over) {

  /** The name of the mean that a report reads its ranks from, if the protocol gives one. */
  public static final String HEADLINE = "headline";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

  public NamedMean {
    if (name == null) {
      throw new BadInputException("means.name is missing; a mean goes by a name.");
    }
    if (!NAME.matcher(name).matches() || Claim.SCOPES.contains(name)) {
      throw new BadInputException(
          "means.name ("
              + name
              + ") must be made of lower-case letters, digits and '-', and be none of "
              + String.join(", ", Claim.SCOPES)
              + ".");
    }
    if (over == null) {
      throw new BadInputException("means.over of '" + name + "' is missing; name its data sets.");
    }
    if (over.isEmpty() || new HashSet<>(over).size() < over.size()) {
      throw new BadInputException(
          "the mean '" + name + "' is over " + over + "; name at least one data set, each once.");
    }
    over = List.copyOf(over);
  }

  /** That of some data sets that ranks are read from. */
  public static NamedMean headline(List<String> over) {
    return new NamedMean(HEADLINE, over);
  }

  /**
   * Refuses names that a protocol doesn't have.
   *
   * @param datasets names of its data sets
   * @throws BadInputException naming the nearest known name
   */
  public void check(List<String> datasets) {
    for (String dataset : over) {
      if (!datasets.contains(dataset)) {
        throw new BadInputException(
            "the mean '"
                + name
                + "' names '"
                + dataset
                + "', which is no data set of the protocol"
                + Suggestions.hint(dataset, datasets)
                + "; it has "
                + String.join(", ", datasets)
                + ".");
      }
    }
  }
}
