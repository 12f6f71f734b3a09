package org.voxelbench.reports.statistics;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Every method's Dice on one data set.
 *
 * @param name the data set
 * @param dice each method's mean Dice (or any score where higher is better); NaN where it has no
 *     comparable result, which ranks last
 * @param cases the same case by case; empty if only means are known, as in a published table
 */
public record DatasetScores(String name, double[] dice, Optional<CaseScores> cases) {

  public DatasetScores {
    if (cases.isPresent() && cases.get().methods() != dice.length) {
      throw new IllegalArgumentException(
          "data set '%s' has means of %d methods and cases of %d"
              .formatted(name, dice.length, cases.get().methods()));
    }
  }

  /** Whether the method has a comparable result. */
  boolean has(int method) {
    return !Double.isNaN(dice[method]);
  }

  DatasetScores without(int method) {
    return new DatasetScores(
        name,
        IntStream.range(0, dice.length)
            .filter(m -> m != method)
            .mapToDouble(m -> dice[m])
            .toArray(),
        cases.map(c -> c.without(method)));
  }
}
