package org.voxelbench.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.voxelbench.reports.plot.ChartStyle;
import org.voxelbench.reports.plot.CustomChart;
import org.voxelbench.reports.plot.RowPlot;
import org.voxelbench.reports.ranking.CaseSpread;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.DatasetNote;

/**
 * Dice of every case of one data set: a row for each method with a dot for each case, a box from
 * the lower to the upper quartile and a line at the median.
 *
 * <p>Where a data set has more cases than {@value #MOST_DOTS}, only those outside the box's
 * whiskers (1.5 times the box, Tukey) are dots.
 */
public final class CaseChart implements Chart {

  private static final double[] SHARES = {0, 0.25, 0.5, 0.75, 1};

  private static final int ROW = 30;
  private static final int PLOT_WIDTH = 380;
  private static final int BOX = 16;
  private static final double DOT = 5;
  private static final int MOST_DOTS = 60;
  private static final double WHISKER = 1.5;

  /** Dots of a row stand above each other in so many lanes, so that equal ones are seen. */
  private static final int LANES = 5;

  private static final double LANE = 4;

  private static final Color FILL = new Color(0xC9D8E6);
  private static final Color EDGE = new Color(0x1C4E7A);

  /** A light rim keeps dots apart that touch. */
  private static final Color RIM = Color.WHITE;

  CaseChart() {}

  @Override
  public ChartPlace place() {
    return ChartPlace.SPREAD;
  }

  @Override
  public List<Figure> draw(ChartData data) {
    Results results = data.results();
    List<Figure> figures = new ArrayList<>();
    for (DatasetNote dataset : RankGrid.byRole(results.experiment().datasets())) {
      List<CaseSpread> own = data.cases(dataset);
      int number = figures.size() + 1;
      figures.add(
          Figure.of(
              dataset.name() + " (" + dataset.role() + ")",
              of("cases_" + number, data.names(), own),
              table(results, dataset, own, "spread-" + number)));
    }
    return figures;
  }

  /**
   * Draws one data set.
   *
   * @param name file's name without ending
   * @param methods the methods' names, in the order of their cases
   * @param cases the cases of each method
   */
  public static ChartImage of(String name, List<String> methods, List<CaseSpread> cases) {
    String dataset = cases.get(0).dataset().name();
    RowPlot plot = new RowPlot(methods, ROW, PLOT_WIDTH, 0, 100, 20, "Dice of a case in %");
    boolean all = cases.stream().allMatch(dice -> dice.byCase().size() <= MOST_DOTS);
    CustomChart drawing =
        plot.drawing((graphics, row, y) -> paint(graphics, plot, y, cases.get(row), all));
    String dots = all ? "a dot is a case" : "a dot is a case beyond the whiskers";
    return ChartImage.draw(
        name,
        "Dice of the cases of "
            + dataset
            + ": "
            + dots
            + ", a box the middle half, its line the median",
        alt(dataset, methods, cases),
        drawing);
  }

  private static void paint(
      Graphics2D graphics, RowPlot plot, double y, CaseSpread cases, boolean all) {
    if (cases.byCase().isEmpty()) {
      return;
    }
    double low = cases.quantile(0.25);
    double high = cases.quantile(0.75);
    double reach = WHISKER * (high - low);
    double left = plot.x(100 * low);
    double right = plot.x(100 * high);
    if (!all) {
      whiskers(graphics, plot, y, cases, low - reach, high + reach);
    }
    Rectangle2D box = new Rectangle2D.Double(left, y - BOX / 2.0, right - left, BOX);
    graphics.setColor(FILL);
    graphics.fill(box);
    graphics.setColor(EDGE);
    graphics.setStroke(new BasicStroke(1));
    graphics.draw(box);
    double median = plot.x(100 * cases.quantile(0.5));
    CustomChart.line(graphics, EDGE, 3, median, y - BOX / 2.0 - 2, median, y + BOX / 2.0 + 2);
    int place = 0;
    for (double dice : cases.byCase().values()) {
      if (all || dice < low - reach || dice > high + reach) {
        double lane = (place++ % LANES - LANES / 2) * LANE;
        dot(graphics, plot.x(100 * dice), y + lane);
      }
    }
  }

  private static void whiskers(
      Graphics2D graphics, RowPlot plot, double y, CaseSpread cases, double low, double high) {
    double[] inside =
        cases.byCase().values().stream()
            .mapToDouble(d -> d)
            .filter(d -> d >= low && d <= high)
            .sorted()
            .toArray();
    CustomChart.line(
        graphics,
        EDGE,
        1.5f,
        plot.x(100 * inside[0]),
        y,
        plot.x(100 * inside[inside.length - 1]),
        y);
  }

  private static void dot(Graphics2D graphics, double x, double y) {
    Ellipse2D dot = new Ellipse2D.Double(x - DOT / 2, y - DOT / 2, DOT, DOT);
    graphics.setColor(ChartStyle.INK);
    graphics.fill(dot);
    graphics.setColor(RIM);
    graphics.setStroke(new BasicStroke(0.7f));
    graphics.draw(dot);
  }

  private static String alt(String dataset, List<String> methods, List<CaseSpread> cases) {
    StringBuilder alt =
        new StringBuilder("Boxes and dots of the Dice of each case of " + dataset + ", medians: ");
    for (int row = 0; row < methods.size(); row++) {
      alt.append(row == 0 ? "" : ", ")
          .append(methods.get(row))
          .append(' ')
          .append(NumberText.percent(cases.get(row).quantile(0.5)));
    }
    return alt.append(". The quartiles are in the table that follows.").toString();
  }

  private static HtmlTable table(
      Results results, DatasetNote dataset, List<CaseSpread> cases, String id) {
    List<HtmlCell> head = new ArrayList<>();
    head.add(HtmlCell.text("Method"));
    for (String title :
        List.of("Cases", "Lowest", "25\u00a0%", "50\u00a0%", "75\u00a0%", "Highest")) {
      head.add(HtmlCell.numbers(title));
    }
    List<List<HtmlCell>> body = new ArrayList<>();
    for (CaseSpread dice : cases) {
      List<HtmlCell> row = new ArrayList<>();
      row.add(HtmlCell.text(results.name(dice.method())));
      row.add(HtmlCell.count(dice.byCase().size()));
      for (double share : SHARES) {
        double value = dice.quantile(share);
        row.add(HtmlCell.number(NumberText.percent(value), value));
      }
      body.add(row);
    }
    return new HtmlTable(
        id + "-table",
        "Dice in % of the cases of "
            + dataset.name()
            + ", averaged over classes, folds and seeds: the lowest, quartiles and the highest",
        head,
        body);
  }
}
