package org.voxelbench.reports.claims;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.voxelbench.reports.statistics.Holm;
import org.voxelbench.reports.statistics.effect.PairedEffect;

/**
 * On how many data sets a method is ahead.
 *
 * <p>It is ahead on at least as many as Holm's correction over all of them still tells, each with a
 * one-sided test, and not ahead on at least as many as are told to be behind.
 *
 * @param byDataset name of a data set to the lead in Dice there
 */
record WinLead(String better, String than, Map<String, PairedEffect> byDataset)
    implements PairLead {

  /** Means that agree to 12 decimals are a tie, as ranks have it. */
  private static final double RESOLUTION = 0.5e-12;

  @Override
  public double effect() {
    return byDataset.values().stream().filter(e -> e.effect() > RESOLUTION).count();
  }

  @Override
  public double lower(double tail) {
    return told(1, tail);
  }

  @Override
  public double upper(double tail) {
    return byDataset.size() - told(-1, tail);
  }

  /** Data sets on which the lead has this sign beyond doubt. */
  private long told(int sign, double tail) {
    double[] p =
        byDataset.values().stream()
            .mapToDouble(e -> sign * e.effect() > 0 ? e.p() / 2 : 1 - e.p() / 2)
            .toArray();
    return Arrays.stream(Holm.adjust(p)).filter(adjusted -> adjusted <= tail).count();
  }

  /** Data sets on which the interval of the lead holds 0. */
  List<String> open() {
    return byDataset.entrySet().stream()
        .filter(e -> e.getValue().lower() <= 0 && e.getValue().upper() >= 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public double p() {
    return Double.NaN;
  }
}
