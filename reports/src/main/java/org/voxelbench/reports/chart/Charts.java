package org.voxelbench.reports.chart;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The charts of a report, drawn.
 *
 * @param figures by their part of the page, in the order of {@link #ALL}
 */
public record Charts(Map<ChartPlace, List<Figure>> figures) {

  /** All charts; a new one is a line here. Those of one part of the page stand in this order. */
  public static final List<Chart> ALL =
      List.of(
          new IntervalChart(),
          new RankChart(),
          new SchemeChart(),
          new RankGrid(),
          new DiceChart(),
          new MetricChart(),
          new RankShareChart(),
          new DifferenceChart(),
          new SignificanceChart(),
          new CaseChart(),
          new PodiumChart(),
          new FewLabelsChart(),
          new LossChart(),
          new CostChart());

  /** Draws all of them. */
  public static Charts of(ChartData data) {
    return new Charts(
        ALL.stream()
            .collect(
                Collectors.groupingBy(
                    Chart::place,
                    () -> new EnumMap<>(ChartPlace.class),
                    Collectors.flatMapping(
                        chart -> chart.draw(data).stream(), Collectors.toUnmodifiableList()))));
  }

  /** The figures of a part of the page. */
  public List<Figure> at(ChartPlace place) {
    return figures.getOrDefault(place, List.of());
  }

  /** All drawings. */
  public List<ChartImage> images() {
    return figures.values().stream()
        .flatMap(List::stream)
        .flatMap(figure -> figure.images().stream())
        .toList();
  }
}
