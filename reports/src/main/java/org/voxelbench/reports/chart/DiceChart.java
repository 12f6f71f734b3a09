package org.voxelbench.reports.chart;

import java.util.List;
import java.util.Optional;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.internal.chartpart.IChart;
import org.voxelbench.reports.ranking.MethodScore;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.statistics.Bootstrap;
import org.voxelbench.reports.statistics.Interval;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.metric.Direction;

/** Mean Dice as bars with their intervals, one group for each data set, one bar for each method. */
final class DiceChart implements Chart {

  @Override
  public ChartPlace place() {
    return ChartPlace.DICE;
  }

  @Override
  public List<Figure> draw(ChartData data) {
    return List.of(Figure.of(of(data.results())));
  }

  private static ChartImage of(Results results) {
    List<DatasetNote> datasets = RankGrid.byRole(results.experiment().datasets());
    CategoryChart chart = GroupedBars.of(results, "Dice in %", cell -> 100 * cell.dice());
    chart.getStyler().setYAxisMax(100.0);
    Optional<Bootstrap> bootstrap = results.statistics().bootstrap();
    return ChartImage.draw(
        "dice_per_dataset",
        "Dice in percent on each data set"
            + (bootstrap.isPresent() ? ", with its 95 % bootstrap interval over cases" : ""),
        alt(results),
        bootstrap
            .map(b -> (IChart) new BarIntervals(chart, intervals(results, datasets, b)))
            .orElse(chart));
  }

  private static Interval[][] intervals(
      Results results, List<DatasetNote> datasets, Bootstrap bootstrap) {
    List<MethodNote> methods = results.experiment().methods();
    Interval[][] intervals = new Interval[methods.size()][datasets.size()];
    for (int m = 0; m < methods.size(); m++) {
      for (int d = 0; d < datasets.size(); d++) {
        if (!Double.isNaN(results.scores().cell(datasets.get(d), methods.get(m)).dice())) {
          Interval interval = bootstrap.dice(datasets.get(d).name(), m);
          if (bootstrap.differs(datasets.get(d).name())) {
            intervals[m][d] = new Interval(100 * interval.low(), 100 * interval.high());
          }
        }
      }
    }
    return intervals;
  }

  private static String alt(Results results) {
    return "Grouped bars of mean Dice in percent. Highest on "
        + GroupedBars.best(results, MethodScore::dice, Direction.HIGHER::loss, NumberText::percent)
        + ". Every value is in the table that follows, every interval in the statistics.";
  }
}
