package org.voxelbench.reports.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.voxelbench.reports.plot.ChartStyle;
import org.voxelbench.reports.plot.CustomChart;
import org.voxelbench.reports.plot.Palette;
import org.voxelbench.reports.plot.RowPlot;
import org.voxelbench.reports.ranking.MethodRank;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.NumberText;

/** Average ranks as horizontal bars, the best on top; the shorter the bar, the better. */
final class RankChart implements Chart {

  private static final int ROW = 32;
  private static final int BAR = 20;
  private static final int PLOT_WIDTH = 560;
  private static final int GAP = 6;

  @Override
  public ChartPlace place() {
    return ChartPlace.AVERAGE_RANKS;
  }

  @Override
  public List<Figure> draw(ChartData data) {
    Results results = data.results();
    Ranking standings = results.headline();
    List<MethodRank> ordered = standings.ordered();
    int worst = ordered.size();
    RowPlot plot =
        new RowPlot(
            ordered.stream().map(s -> results.name(s.method())).toList(),
            ROW,
            PLOT_WIDTH,
            0,
            worst,
            RowPlot.rankTick(worst, PLOT_WIDTH),
            "average rank over " + standings.scope().plural() + " (1 is best)");
    CustomChart drawing =
        plot.drawing(
            (graphics, row, y) -> paint(graphics, plot, ordered.get(row).averageRank(), y));
    return List.of(
        Figure.of(
            ChartImage.draw(
                "average_ranks",
                "Average rank over " + standings.scope().plural() + results.mark(),
                alt(results, ordered),
                drawing)));
  }

  /** The number stands behind its bar; the plot leaves room for that of the longest. */
  private static void paint(Graphics2D graphics, RowPlot plot, double rank, double y) {
    graphics.setColor(Palette.of(1)[0]);
    graphics.fill(new Rectangle2D.Double(plot.x(0), y - BAR / 2.0, plot.x(rank) - plot.x(0), BAR));
    CustomChart.text(
        graphics,
        NumberText.rank(rank),
        ChartStyle.SMALL,
        ChartStyle.INK,
        plot.x(rank) + GAP,
        y + 4.5);
  }

  private static String alt(Results results, List<MethodRank> ordered) {
    List<String> ranks =
        ordered.stream()
            .map(s -> results.name(s.method()) + " " + NumberText.rank(s.averageRank()))
            .toList();
    return "Bars of the average rank, 1 is best: " + String.join(", ", ranks) + ".";
  }
}
