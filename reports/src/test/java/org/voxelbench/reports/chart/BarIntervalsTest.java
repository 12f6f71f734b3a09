package org.voxelbench.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.internal.chartpart.IChart;
import org.voxelbench.reports.plot.ChartStyle;
import org.voxelbench.reports.statistics.Interval;

class BarIntervalsTest {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 400;
  private static final double BAR = 50;
  private static final Interval INTERVAL = new Interval(35, 80);

  private static CategoryChart chart(int series, int groups) {
    CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).build();
    ChartStyle.apply(chart.getStyler());
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0);
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setAvailableSpaceFill(0.8);
    chart.getStyler().setSeriesColors(colors(series));
    List<String> names = IntStream.range(0, groups).mapToObj(g -> "Set " + g).toList();
    for (int s = 0; s < series; s++) {
      chart.addSeries("m" + s, names, IntStream.range(0, groups).mapToObj(g -> BAR).toList());
    }
    return chart;
  }

  private static Color[] colors(int series) {
    return IntStream.range(0, series).mapToObj(s -> new Color(200, s, 0)).toArray(Color[]::new);
  }

  private static BufferedImage paint(IChart chart) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    chart.paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    return image;
  }

  /** First and last column of the n-th bar of a colour in a row of the picture. */
  private static int[] bar(BufferedImage image, int y, Color color, int n) {
    int[] own =
        IntStream.range(0, WIDTH).filter(x -> image.getRGB(x, y) == color.getRGB()).toArray();
    int[] firsts =
        IntStream.range(0, own.length).filter(i -> i == 0 || own[i] > own[i - 1] + 1).toArray();
    int end = n + 1 < firsts.length ? firsts[n + 1] : own.length;
    return new int[] {own[firsts[n]], own[end - 1]};
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,3", "9,3", "3,13"})
  void anIntervalStandsInTheMiddleOfItsBarAndReachesFromItsLowToItsHigh(int series, int groups) {
    CategoryChart plain = chart(series, groups);
    BufferedImage before = paint(plain);
    for (int s = 0; s < series; s++) {
      for (int g = 0; g < groups; g++) {
        Interval[][] intervals = new Interval[series][groups];
        intervals[s][g] = INTERVAL;
        BufferedImage after = paint(new BarIntervals(chart(series, groups), intervals));
        int[] xs = IntStream.range(0, WIDTH).filter(x -> column(before, after, x)).toArray();
        int[] ys = IntStream.range(0, HEIGHT).filter(y -> row(before, after, y)).toArray();
        int[] bar = bar(before, (int) plain.getScreenYFromChart(10), colors(series)[s], g);
        assertThat((xs[0] + xs[xs.length - 1]) / 2.0)
            .isCloseTo((bar[0] + bar[1]) / 2.0, within(1.5));
        assertThat(xs[0]).isGreaterThanOrEqualTo(bar[0] - 1);
        assertThat(xs[xs.length - 1]).isLessThanOrEqualTo(bar[1] + 1);
        assertThat((double) ys[0]).isCloseTo(plain.getScreenYFromChart(80), within(4.0));
        assertThat((double) ys[ys.length - 1])
            .isCloseTo(plain.getScreenYFromChart(35), within(4.0));
      }
    }
  }

  /** Whether two pictures differ in a column. */
  private static boolean column(BufferedImage a, BufferedImage b, int x) {
    return IntStream.range(0, HEIGHT).anyMatch(y -> a.getRGB(x, y) != b.getRGB(x, y));
  }

  /** Whether two pictures differ in a row. */
  private static boolean row(BufferedImage a, BufferedImage b, int y) {
    return IntStream.range(0, WIDTH).anyMatch(x -> a.getRGB(x, y) != b.getRGB(x, y));
  }
}
