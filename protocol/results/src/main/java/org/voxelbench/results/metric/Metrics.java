package org.voxelbench.results.metric;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Suggestions;

/** The list of all metrics; a new one is its class and a line at the end of {@link #ALL}. */
public final class Metrics {

  /** Dice, by which methods are ranked. */
  public static final Dice DICE = new Dice();

  /** Intersection over union. */
  public static final Iou IOU = new Iou();

  /** Surface Dice at 1 mm. */
  public static final SurfaceDice NSD_1MM = new SurfaceDice(1);

  /** Surface Dice at 2 mm. */
  public static final SurfaceDice NSD_2MM = new SurfaceDice(2);

  /** Robust Hausdorff distance at 95 %. */
  public static final RobustHausdorff HD95 = new RobustHausdorff(0.95);

  /** All of them in the order of their columns; those after {@link #HD95} were added later. */
  public static final List<Metric> ALL =
      List.of(
          DICE,
          IOU,
          NSD_1MM,
          NSD_2MM,
          HD95,
          new AverageSurfaceDistance(),
          new RelativeVolumeDifference());

  /** Those that every file of results has a column for, however old it is. */
  public static final List<Metric> FIRST = ALL.subList(0, ALL.indexOf(HD95) + 1);

  private Metrics() {}

  /** The names of all, in order. */
  public static List<String> names() {
    return ALL.stream().map(Metric::name).toList();
  }

  /**
   * The metric of a name.
   *
   * @throws BadInputException if there is none, with the names that there are
   */
  public static Metric named(String name) {
    return ALL.stream()
        .filter(metric -> metric.name().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "metric '"
                        + name
                        + "' is unknown"
                        + Suggestions.hint(name, names())
                        + "; the metrics are "
                        + String.join(", ", names())
                        + "."));
  }

  /** The metric's place among all; the list's own metrics are found without comparing records. */
  static int place(Metric metric) {
    for (int place = 0; place < ALL.size(); place++) {
      if (ALL.get(place) == metric) {
        return place;
      }
    }
    return ALL.indexOf(metric);
  }

  /** Whether older results have no column for it. */
  public static boolean isLater(Metric metric) {
    return !FIRST.contains(metric);
  }

  /**
   * The metrics that a table of values has columns for: the first ones, and each later one that has
   * a value anywhere.
   */
  public static List<Metric> columns(Stream<MetricValues> values) {
    Set<Metric> there = new HashSet<>(FIRST);
    List<Metric> later = ALL.stream().filter(Metrics::isLater).toList();
    values.forEach(own -> later.stream().filter(own::has).forEach(there::add));
    return ALL.stream().filter(there::contains).toList();
  }
}
