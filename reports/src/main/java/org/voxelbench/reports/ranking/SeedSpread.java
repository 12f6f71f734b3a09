package org.voxelbench.reports.ranking;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.reports.rows.Mean;

/**
 * How far apart the seeds of one method on one data set end: each is a training of its own.
 *
 * @param bySeed Dice in [0, 1] by seed; NaN where no class is defined
 */
public record SeedSpread(SortedMap<Long, Double> bySeed) {

  public SeedSpread {
    bySeed = Collections.unmodifiableSortedMap(new TreeMap<>(bySeed));
  }

  /** Standard deviation over the seeds (n - 1); NaN for fewer than two seeds with a Dice. */
  double deviation() {
    double[] dice = bySeed.values().stream().mapToDouble(d -> d).filter(Double::isFinite).toArray();
    double mean = Mean.of(bySeed.values());
    double sum = 0;
    for (double value : dice) {
      sum += (value - mean) * (value - mean);
    }
    return dice.length < 2 ? Double.NaN : Math.sqrt(sum / (dice.length - 1));
  }

  int seeds() {
    return bySeed.size();
  }
}
