package org.voxelbench.reports.statistics;

import java.util.Arrays;

/**
 * Mean Dice of each method over a sample of cases, by nnU-Net's chain: over the cases that hold a
 * class, over the classes, over the seeds. What is undefined (NaN) leaves each mean.
 */
final class CaseMeans implements CaseRanking {

  private final DatasetScores dataset;
  private final CaseScores cases;
  private final double[] filled;
  private final double[] present;
  private final boolean anyAbsent;

  CaseMeans(DatasetScores dataset) {
    this.dataset = dataset;
    cases = dataset.cases().orElseThrow();
    filled = Arrays.stream(cases.dice()).map(d -> Double.isNaN(d) ? 0 : d).toArray();
    present = Arrays.stream(cases.dice()).map(d -> Double.isNaN(d) ? 0 : 1).toArray();
    anyAbsent = Arrays.stream(present).anyMatch(p -> p == 0);
  }

  @Override
  public double[] ranks(int[] weights) {
    return Ranks.of(of(weights));
  }

  /** Mean Dice of each method; NaN where it has no comparable result. */
  double[] of(int[] weights) {
    return Arrays.stream(bySeed(weights)).mapToDouble(CaseMeans::ofDefined).toArray();
  }

  /** The mean of those that are defined; NaN if none is. */
  static double ofDefined(double[] values) {
    double sum = 0;
    int defined = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        sum += value;
        defined++;
      }
    }
    return defined == 0 ? Double.NaN : sum / defined;
  }

  /** Mean Dice of each method and seed; NaN where it has no comparable result. */
  double[][] bySeed(int[] weights) {
    int width = cases.width();
    double[] sums = new double[width];
    double[] counts = new double[width];
    double total = 0;
    for (int c = 0; c < cases.cases(); c++) {
      double weight = weights == null ? 1 : weights[c];
      if (weight > 0) {
        add(sums, weight, filled, c * width);
        if (anyAbsent) {
          add(counts, weight, present, c * width);
        }
        total += weight;
      }
    }
    if (!anyAbsent) {
      Arrays.fill(counts, total);
    }
    double[][] means = new double[cases.methods()][cases.seeds()];
    for (int m = 0; m < means.length; m++) {
      for (int s = 0; s < cases.seeds(); s++) {
        means[m][s] = dataset.has(m) ? overClasses(m, s, sums, counts) : Double.NaN;
      }
    }
    return means;
  }

  private static void add(double[] sums, double weight, double[] values, int from) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * values[from + i];
    }
  }

  private double overClasses(int method, int seed, double[] sums, double[] counts) {
    double sum = 0;
    int classes = 0;
    for (int l = 0; l < cases.classes(); l++) {
      int i = (method * cases.seeds() + seed) * cases.classes() + l;
      if (counts[i] > 0) {
        sum += sums[i] / counts[i];
        classes++;
      }
    }
    return classes == 0 ? Double.NaN : sum / classes;
  }
}
