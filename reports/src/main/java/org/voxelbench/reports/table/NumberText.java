package org.voxelbench.reports.table;

import java.util.List;
import java.util.Locale;
import org.voxelbench.reports.statistics.Interval;
import org.voxelbench.results.metric.Unit;

/** Numbers in words of the page: the same in every locale. */
public final class NumberText {

  /** What the page shows where there is no number. */
  public static final String NONE = "–";

  private static final int MOST_NAMED = 2;

  /** Words for powers of a thousand, of which the first has none. */
  private static final List<String> LARGE = List.of("", " million", " billion", " trillion");

  private NumberText() {}

  /** Two decimals, as published ranks are printed. */
  public static String rank(double rank) {
    return fixed(rank, 2);
  }

  /** A rank on one data set: a whole number, or half of one where two share it. */
  public static String place(double rank) {
    return rank == Math.rint(rank) ? fixed(rank, 0) : rank(rank);
  }

  /** As short as a rank can be told: {@code 3}, or {@code 2.5} of a tie. */
  public static String shortRank(double rank) {
    return rank == Math.rint(rank) ? fixed(rank, 0) : fixed(rank, 1);
  }

  /** A share in [0, 1] as percent with two decimals, as published Dice is printed. */
  public static String percent(double share) {
    return fixed(100 * share, 2);
  }

  /** A share in [0, 1] as percent without decimals. */
  public static String wholePercent(double share) {
    return fixed(100 * share, 0);
  }

  /** Four significant digits, of a number of any size. */
  public static String figure(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.4g", value);
  }

  /**
   * A large amount as people say it: {@code 331,776}, {@code 2.65 million}, {@code 6.14 trillion}.
   */
  public static String amount(double value) {
    if (Double.isNaN(value)) {
      return NONE;
    }
    double scaled = value;
    int thousands = 0;
    while (scaled >= 999.5 && thousands < LARGE.size()) {
      scaled /= 1000;
      thousands++;
    }
    return thousands < 2
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%,.3g", scaled).strip() + LARGE.get(thousands - 1);
  }

  /** A p value with four decimals, or that it is below. */
  public static String p(double p) {
    return p < 0.0001 ? "< 0.0001" : fixed(p, 4);
  }

  /** The same with its name, such as {@code p = 0.0313}. */
  public static String named(double p) {
    return p < 0.0001 ? "p " + p(p) : "p = " + p(p);
  }

  /** Both ends of an interval of ranks; a dash if it has none. */
  public static String ranks(Interval interval) {
    return Double.isNaN(interval.low())
        ? NONE
        : rank(interval.low()) + " to " + rank(interval.high());
  }

  /** Both ends of an interval of shares, as percent; a dash if it has none. */
  public static String percents(Interval interval) {
    return Double.isNaN(interval.low())
        ? NONE
        : percent(interval.low()) + " to " + percent(interval.high());
  }

  /** A difference of shares in points of percent, with its sign. */
  public static String points(double difference) {
    String points = percent(Math.abs(difference));
    return Double.isNaN(difference) || points.equals("0.00")
        ? points
        : (difference > 0 ? "+" : "-") + points;
  }

  /** Names in a sentence: {@code A, B and C}. */
  public static String enumerate(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /** The first names in a sentence and how many more there are: {@code A, B and 3 others}. */
  public static String some(List<String> names) {
    return names.size() <= MOST_NAMED + 1
        ? enumerate(names)
        : String.join(", ", names.subList(0, MOST_NAMED))
            + " and "
            + count(names.size() - MOST_NAMED, "other");
  }

  /** An average of a metric: percent or millimetres. */
  public static String of(double value, Unit unit) {
    return unit == Unit.FRACTION ? percent(value) : millimetres(value);
  }

  /** Millimetres with two decimals. */
  public static String millimetres(double distance) {
    return Double.isInfinite(distance) ? "∞ mm" : fixed(distance, 2) + " mm";
  }

  /** Seconds, in the unit a reader would choose. */
  public static String duration(double seconds) {
    if (Double.isNaN(seconds)) {
      return NONE;
    }
    if (seconds < 120) {
      return fixed(seconds, 1) + " s";
    }
    return seconds < 7200 ? fixed(seconds / 60, 1) + " min" : fixed(seconds / 3600, 1) + " h";
  }

  /** Bytes in GiB or MiB. */
  public static String memory(double bytes) {
    if (Double.isNaN(bytes)) {
      return NONE;
    }
    double mebi = bytes / (1 << 20);
    return mebi < 1024 ? fixed(mebi, 0) + " MiB" : fixed(mebi / 1024, 2) + " GiB";
  }

  /** Joules in watt-hours, as an electricity meter counts. */
  public static String energy(double joules) {
    return joules < 3.6e6 ? fixed(joules / 3600, 1) + " Wh" : fixed(joules / 3.6e6, 2) + " kWh";
  }

  /** A count with its noun, {@code 1 case} or {@code 3 cases}. */
  public static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** That many decimals. */
  public static String fixed(double value, int decimals) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
