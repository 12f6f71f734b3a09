package org.voxelbench.reports.published;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.voxelbench.reports.published.PublishedComparison.Shared;
import org.voxelbench.reports.published.PublishedComparison.What;
import org.voxelbench.reports.statistics.AverageRanks;
import org.voxelbench.reports.statistics.KendallTest;
import org.voxelbench.reports.statistics.Ranks;

/**
 * How far two published tables order the methods alike that they share. The numbers themselves are
 * not compared, since each was measured under a protocol of its own.
 *
 * @param over what the orders are read from
 * @param first data set or mean of the first table
 * @param second data set or mean of the second table
 * @param methods those with a number in both, in the order of the comparison
 * @param test how far the two orders agree
 */
public record RankingAgreement(
    Over over, String first, String second, List<Place> methods, KendallTest test) {

  /** What orders are read from. */
  public enum Over {
    /** The Dice on a data set that both tables hold. */
    DATASET,
    /** The average rank over all data sets that both hold, ranked among the shared methods. */
    SHARED,
    /** The Dice that each printed as a mean over data sets of its own. */
    MEAN;

    /** How tables name it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A shared method.
   *
   * @param method its names
   * @param firstValue its Dice in [0, 1] in the first table, or average rank
   * @param secondValue the same in the second table
   * @param firstPlace its place by that among the shared methods, 1 is best
   * @param secondPlace the same in the second table
   */
  public record Place(
      Shared method,
      double firstValue,
      double secondValue,
      double firstPlace,
      double secondPlace) {}

  public RankingAgreement {
    methods = List.copyOf(methods);
  }

  /** Over all shared data sets if there are several, over each mean, and over each data set. */
  public static List<RankingAgreement> all(PublishedComparison comparison) {
    List<RankingAgreement> all = new ArrayList<>();
    List<Shared> datasets = comparison.shared(What.DATASET);
    if (datasets.size() > 1) {
      all.add(overShared(comparison, datasets));
    }
    comparison.shared(What.MEAN).forEach(mean -> all.add(of(comparison, mean)));
    datasets.forEach(dataset -> all.add(of(comparison, dataset)));
    return List.copyOf(all);
  }

  /** Those that say most: over several data sets, or the only one. */
  static List<RankingAgreement> summary(List<RankingAgreement> all) {
    List<RankingAgreement> overall = all.stream().filter(a -> a.over() != Over.DATASET).toList();
    return overall.isEmpty() ? all : overall;
  }

  private static RankingAgreement of(PublishedComparison comparison, Shared column) {
    Side first = new Side(comparison.first(), Shared::first);
    Side second = new Side(comparison.second(), Shared::second);
    List<Shared> methods = known(comparison, first, second, List.of(column));
    double[] firstDice = first.dice(column, methods);
    double[] secondDice = second.dice(column, methods);
    return new RankingAgreement(
        column.what() == What.MEAN ? Over.MEAN : Over.DATASET,
        column.first(),
        column.second(),
        places(methods, firstDice, secondDice, Ranks.of(firstDice), Ranks.of(secondDice)),
        KendallTest.of(firstDice, secondDice));
  }

  private static RankingAgreement overShared(PublishedComparison comparison, List<Shared> columns) {
    Side first = new Side(comparison.first(), Shared::first);
    Side second = new Side(comparison.second(), Shared::second);
    List<Shared> methods = known(comparison, first, second, columns);
    double[] firstRanks = first.averageRanks(columns, methods);
    double[] secondRanks = second.averageRanks(columns, methods);
    String all = "all " + columns.size() + " shared data sets";
    return new RankingAgreement(
        Over.SHARED,
        all,
        all,
        places(
            methods,
            firstRanks,
            secondRanks,
            Ranks.ofLosses(firstRanks),
            Ranks.ofLosses(secondRanks)),
        KendallTest.of(firstRanks, secondRanks));
  }

  /** The shared methods of which both tables have a number in every one of the columns. */
  private static List<Shared> known(
      PublishedComparison comparison, Side first, Side second, List<Shared> columns) {
    return comparison.shared(What.METHOD).stream()
        .filter(m -> columns.stream().allMatch(c -> first.has(c, m) && second.has(c, m)))
        .toList();
  }

  private static List<Place> places(
      List<Shared> methods,
      double[] first,
      double[] second,
      double[] firstPlaces,
      double[] secondPlaces) {
    return IntStream.range(0, methods.size())
        .mapToObj(
            m -> new Place(methods.get(m), first[m], second[m], firstPlaces[m], secondPlaces[m]))
        .toList();
  }

  /** One of the two tables, with what is shared under its own names. */
  private record Side(PublishedTable table, Function<Shared, String> name) {

    private boolean has(Shared column, Shared method) {
      return !Double.isNaN(dice(column, List.of(method))[0]);
    }

    private double[] dice(Shared column, List<Shared> methods) {
      PublishedValue.Column printed =
          table.columns().stream()
              .filter(c -> c.metric() == PublishedValue.Metric.DICE_PERCENT)
              .filter(c -> c.dataset().equals(name.apply(column)))
              .findFirst()
              .orElseThrow();
      return table.dice(printed, methods.stream().map(name).toList());
    }

    private double[] averageRanks(List<Shared> columns, List<Shared> methods) {
      return AverageRanks.of(
          columns.stream().map(c -> Ranks.of(dice(c, methods))).toArray(double[][]::new));
    }
  }
}
