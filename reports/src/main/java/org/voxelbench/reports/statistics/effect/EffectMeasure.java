package org.voxelbench.reports.statistics.effect;

import java.util.Arrays;
import java.util.List;
import org.voxelbench.reports.statistics.Ranks;

/** In what one method may be ahead of another. */
public enum EffectMeasure {
  /** Mean Dice in [0, 1]. */
  DICE {
    @Override
    double[] merits(double[] dice) {
      return dice;
    }
  },
  /** Rank among all methods on the data set; a lead of 1 is one place. */
  RANK {
    @Override
    double[] merits(double[] dice) {
      return Arrays.stream(Ranks.of(dice)).map(rank -> -rank).toArray();
    }
  };

  /** A number of each method of which more is better, from the mean Dice on one data set. */
  abstract double[] merits(double[] dice);

  /** By how much a method is ahead on one data set. */
  double lead(double[] dice, int method, int other) {
    double[] merits = merits(dice);
    return merits[method] - merits[other];
  }

  /** The difference of the two methods' means over data sets, as tables of means have them. */
  double lead(List<double[]> dice, int method, int other) {
    List<double[]> merits = dice.stream().map(this::merits).toList();
    return mean(merits, method) - mean(merits, other);
  }

  /** Summed in ascending order, as the report's means are, so that not a bit differs. */
  private static double mean(List<double[]> merits, int method) {
    double[] sorted = merits.stream().mapToDouble(m -> m[method]).sorted().toArray();
    double sum = 0;
    for (double merit : sorted) {
      sum += merit;
    }
    return sum / sorted.length;
  }
}
