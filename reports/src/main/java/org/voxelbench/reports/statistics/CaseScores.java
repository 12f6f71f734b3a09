package org.voxelbench.reports.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Dice of every method on the cases of one data set, folds already averaged.
 *
 * @param methods number of methods
 * @param seeds number of seeds
 * @param classes number of foreground classes
 * @param dice Dice in [0, 1], {@code [case, method, seed, class]} with the class fastest; 0 where
 *     the prediction is missing, NaN where the class is left out (empty) or the method has no
 *     comparable result
 * @param measured whether a seed has rows of a case, {@code [case, seed]} with the seed fastest
 */
public record CaseScores(int methods, int seeds, int classes, double[] dice, boolean[] measured) {

  public CaseScores {
    if (methods < 1
        || seeds < 1
        || classes < 1
        || dice.length % (methods * seeds * classes) != 0
        || dice.length != measured.length * methods * classes) {
      throw new IllegalArgumentException(
          dice.length
              + " values and "
              + measured.length
              + " marks are no cases of "
              + methods
              + " methods, "
              + seeds
              + " seeds and "
              + classes
              + " classes");
    }
  }

  /** Number of cases. */
  public int cases() {
    return dice.length / width();
  }

  /** Numbers of one case. */
  int width() {
    return methods * seeds * classes;
  }

  /**
   * Dice of each case, averaged over its classes and then over seeds, {@code [method, case]}; NaN
   * where nothing is defined.
   *
   * <p>A seed that rightly found nothing in a case counts as 1 if another of the method's seeds
   * found something there that isn't: a single false find among several seeds is no 0 of all of
   * them.
   */
  double[][] byCase() {
    double[][] byCase = new double[methods][cases()];
    for (int m = 0; m < methods; m++) {
      for (int c = 0; c < cases(); c++) {
        byCase[m][c] = ofCase(m, c);
      }
    }
    return byCase;
  }

  private double ofCase(int method, int of) {
    double[] bySeed = new double[seeds];
    for (int s = 0; s < seeds; s++) {
      int from = of * width() + (method * seeds + s) * classes;
      bySeed[s] = mean(dice, from, from + classes);
    }
    boolean found = Arrays.stream(bySeed).anyMatch(d -> !Double.isNaN(d));
    for (int s = 0; s < seeds; s++) {
      if (found && Double.isNaN(bySeed[s]) && measured[of * seeds + s]) {
        bySeed[s] = 1;
      }
    }
    return mean(bySeed, 0, seeds);
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    int defined = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        sum += values[i];
        defined++;
      }
    }
    return defined == 0 ? Double.NaN : sum / defined;
  }

  /**
   * How many cases hold each class that any holds; of methods and seeds that differ, since a wrong
   * find makes a class count, the fewest.
   */
  public int[] casesOfClasses(int... of) {
    return IntStream.range(0, classes)
        .map(
            label ->
                Arrays.stream(of)
                    .flatMap(m -> IntStream.range(m * seeds, (m + 1) * seeds))
                    .map(methodSeed -> holding(methodSeed * classes + label))
                    .filter(count -> count > 0)
                    .min()
                    .orElse(0))
        .filter(count -> count > 0)
        .toArray();
  }

  private int holding(int place) {
    return (int)
        IntStream.range(0, cases()).filter(c -> !Double.isNaN(dice[c * width() + place])).count();
  }

  CaseScores without(int method) {
    int block = seeds * classes;
    double[] rest = new double[cases() * (width() - block)];
    for (int c = 0; c < cases(); c++) {
      int from = c * width();
      int to = c * (width() - block);
      System.arraycopy(dice, from, rest, to, method * block);
      System.arraycopy(
          dice,
          from + (method + 1) * block,
          rest,
          to + method * block,
          (methods - method - 1) * block);
    }
    return new CaseScores(methods - 1, seeds, classes, rest, measured);
  }

  /**
   * The same cases in an order that their Dice alone decides, so that what is drawn by place
   * follows neither the names nor the order of cases and methods.
   *
   * <p>Methods are first ordered by their sorted Dice, then cases by their Dice in that order.
   */
  CaseScores canonical() {
    int block = seeds * classes;
    double[][] sorted = new double[methods][];
    for (int m = 0; m < methods; m++) {
      int method = m;
      sorted[m] =
          IntStream.range(0, cases() * block)
              .mapToDouble(i -> dice[i / block * width() + method * block + i % block])
              .sorted()
              .toArray();
    }
    int[] order =
        IntStream.range(0, methods)
            .boxed()
            .sorted((a, b) -> Arrays.compare(sorted[a], sorted[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    Comparator<Integer> byDice =
        (a, b) -> {
          int difference = 0;
          for (int m = 0; m < methods && difference == 0; m++) {
            int inA = a * width() + order[m] * block;
            int inB = b * width() + order[m] * block;
            difference = Arrays.compare(dice, inA, inA + block, dice, inB, inB + block);
          }
          return difference != 0
              ? difference
              : Arrays.compare(
                  measured, a * seeds, (a + 1) * seeds, measured, b * seeds, (b + 1) * seeds);
        };
    double[] reordered = new double[dice.length];
    boolean[] theirs = new boolean[measured.length];
    int[] cases =
        IntStream.range(0, cases()).boxed().sorted(byDice).mapToInt(Integer::intValue).toArray();
    for (int c = 0; c < cases.length; c++) {
      System.arraycopy(dice, cases[c] * width(), reordered, c * width(), width());
      System.arraycopy(measured, cases[c] * seeds, theirs, c * seeds, seeds);
    }
    return new CaseScores(methods, seeds, classes, reordered, theirs);
  }
}
