package org.voxelbench.reports.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The average ranks without one data set or one method.
 *
 * @param leftOut the data set's name or the method's id
 * @param averageRanks of each method; NaN for the method that is left out
 * @param tau Kendall's tau-b with the order of the same methods in the full ranking; NaN if one of
 *     the two has no order
 */
public record LeaveOut(String leftOut, double[] averageRanks, double tau) {

  /** Leaves out each data set in turn; nothing if there is only one. */
  public static List<LeaveOut> datasets(ScoreMatrix scores, RankingScheme scheme) {
    List<LeaveOut> lines = new ArrayList<>();
    double[][] ranks = AverageRanks.ranks(scores, scheme);
    for (int d = 0; d < ranks.length && ranks.length > 1; d++) {
      int left = d;
      double[] rest =
          AverageRanks.of(
              IntStream.range(0, ranks.length)
                  .filter(i -> i != left)
                  .mapToObj(i -> ranks[i])
                  .toArray(double[][]::new));
      lines.add(
          new LeaveOut(scores.datasets().get(d).name(), rest, tau(rest, AverageRanks.of(ranks))));
    }
    return lines;
  }

  /** Leaves out each method in turn and ranks the others anew; nothing if there is only one. */
  public static List<LeaveOut> methods(ScoreMatrix scores, RankingScheme scheme) {
    List<LeaveOut> lines = new ArrayList<>();
    double[] full = AverageRanks.of(AverageRanks.ranks(scores, scheme));
    for (int m = 0; m < full.length && full.length > 1; m++) {
      int left = m;
      double[] rest = AverageRanks.of(AverageRanks.ranks(scores.without(m), scheme));
      double[] others =
          IntStream.range(0, full.length)
              .filter(i -> i != left)
              .mapToDouble(i -> full[i])
              .toArray();
      double[] placed = new double[full.length];
      for (int i = 0; i < full.length; i++) {
        placed[i] = i == left ? Double.NaN : rest[i < left ? i : i - 1];
      }
      lines.add(new LeaveOut(scores.methods().get(m), placed, tau(rest, others)));
    }
    return lines;
  }

  /** Places of methods that the line leaves first; several if they tie. */
  public List<Integer> leaders() {
    double[] rounded = Arrays.stream(averageRanks).map(Ranks::rounded).toArray();
    double best = Arrays.stream(rounded).filter(r -> !Double.isNaN(r)).min().orElseThrow();
    return IntStream.range(0, rounded.length).filter(m -> rounded[m] == best).boxed().toList();
  }

  private static double tau(double[] one, double[] other) {
    return KendallTau.of(Ranks.ofLosses(one), Ranks.ofLosses(other));
  }
}
