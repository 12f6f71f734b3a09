package org.voxelbench.harness.survey.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.voxelbench.harness.survey.ChannelFacts;
import org.voxelbench.harness.survey.ClassFacts;
import org.voxelbench.harness.survey.Percentiles;
import org.voxelbench.harness.survey.Survey;
import org.voxelbench.harness.survey.SurveyedCase;
import org.voxelbench.reports.chart.ChartImage;
import org.voxelbench.reports.chart.Figure;
import org.voxelbench.reports.chart.HistogramChart;
import org.voxelbench.reports.chart.HistogramChart.Axes;
import org.voxelbench.reports.chart.HistogramChart.Bins;
import org.voxelbench.reports.page.InspectionPage.Part;
import org.voxelbench.reports.table.NumberText;

/** The histograms of a survey. */
record SurveyCharts(Survey survey) {

  /** Over so many times the least, numbers are drawn on a logarithmic axis. */
  private static final double WIDE = 5;

  private static final String CASES = "cases";
  private static final List<String> AXES = List.of("i", "j", "k");

  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    if (survey.cases().isEmpty()) {
      return parts;
    }
    parts.add(
        new Part(
            "intensities",
            "Intensities",
            "The share of a case's voxels in each bin, as the mean over cases, so that each case"
                + " counts alike. The axis goes from the least 0.5 % percentile of a case to the"
                + " greatest 99.5 % percentile, but no farther than ten times the usual range.",
            intensities()));
    parts.add(new Part("grids", "Spacing and shape", "", grids()));
    if (!survey.classes().isEmpty() && survey.cases().stream().anyMatch(SurveyCharts::labelled)) {
      parts.add(
          new Part(
              "labels",
              "Labels",
              "Volumes of the cases that hold a class at all.",
              figures(volumes())));
    }
    return parts;
  }

  private static boolean labelled(SurveyedCase one) {
    return one.labels().stream()
        .flatMap(labels -> labels.classes().stream())
        .anyMatch(held -> !held.isEmpty());
  }

  private static List<Figure> figures(List<ChartImage> images) {
    return images.stream()
        .map(image -> new Figure(image.name(), "", List.of(image), List.of()))
        .toList();
  }

  private List<Figure> intensities() {
    List<ChartImage> images = new ArrayList<>();
    for (int channel = 0; channel < survey.channels().size(); channel++) {
      List<Percentiles> all = channel(channel, ChannelFacts::all);
      List<Percentiles> foreground = channel(channel, ChannelFacts::foreground);
      if (!all.isEmpty()) {
        double[] edges = Histogram.edges(ends(all), false, Histogram.MOST);
        List<Bins> bins = new ArrayList<>(List.of(Histogram.shares("all voxels", all, edges)));
        if (!foreground.isEmpty()) {
          bins.add(Histogram.shares("under foreground labels", foreground, edges));
        }
        images.add(
            HistogramChart.of(
                "intensities_" + channel,
                "Intensities of channel " + channel + ", " + survey.channels().get(channel),
                "Histogram of intensities of channel "
                    + channel
                    + ". The percentiles of each case are in intensities.csv.",
                new Axes("intensity", "voxels in %", false),
                bins));
      }
    }
    return figures(images);
  }

  private List<Percentiles> channel(
      int channel, Function<ChannelFacts, Optional<Percentiles>> part) {
    return survey.cases().stream()
        .filter(one -> channel < one.channels().size())
        .flatMap(one -> part.apply(one.channels().get(channel)).stream())
        .toList();
  }

  /** Ends of the axis, between which one case of another scale leaves room for the others. */
  private static double[] ends(List<Percentiles> all) {
    double[] lows = all.stream().mapToDouble(held -> held.at(0.5)).sorted().toArray();
    double[] highs = all.stream().mapToDouble(held -> held.at(99.5)).sorted().toArray();
    double low = lows[lows.length / 2];
    double range = highs[highs.length / 2] - low;
    return new double[] {
      Math.max(lows[0], low - 10 * range), Math.min(highs[highs.length - 1], low + 10 * range)
    };
  }

  private List<Figure> grids() {
    return figures(
        List.of(
            byAxis(
                "spacing",
                "Spacing of each axis",
                "mm",
                axis -> one -> one.geometry().spacing()[2 - axis]),
            byAxis(
                "shape",
                "Length of each axis",
                "voxels",
                axis -> one -> one.geometry().size()[2 - axis])));
  }

  private ChartImage byAxis(
      String name,
      String title,
      String unit,
      Function<Integer, ToDoubleFunction<SurveyedCase>> value) {
    List<double[]> values =
        Stream.of(0, 1, 2)
            .map(axis -> survey.cases().stream().mapToDouble(value.apply(axis)).toArray())
            .toList();
    double[] all = values.stream().flatMapToDouble(DoubleStream::of).toArray();
    boolean logarithmic = isWide(all);
    double[] edges = Histogram.edges(all, logarithmic);
    List<Bins> bins =
        Stream.of(0, 1, 2)
            .map(axis -> Histogram.counts("axis " + AXES.get(axis), values.get(axis), edges))
            .toList();
    return HistogramChart.of(
        name,
        title + " in " + unit + ", as stored",
        title + ". The numbers of each case are in cases.csv.",
        new Axes(unit, CASES, logarithmic),
        bins);
  }

  private static boolean isWide(double[] values) {
    double low = DoubleStream.of(values).min().orElse(0);
    return low > 0 && DoubleStream.of(values).max().orElse(0) > WIDE * low;
  }

  private List<ChartImage> volumes() {
    List<ChartImage> images = new ArrayList<>();
    for (int place = 0; place < survey.classes().size(); place++) {
      double[] volumes = volumes(survey, place);
      if (volumes.length > 0) {
        boolean logarithmic = isWide(volumes);
        String name = survey.classes().get(place);
        images.add(
            HistogramChart.of(
                "volume_" + place,
                "Volume of " + name + " in mm³, of " + NumberText.count(volumes.length, "case"),
                "Histogram of the volume of " + name + ". The numbers are in the table below.",
                new Axes("mm³", CASES, logarithmic),
                List.of(Histogram.counts(name, volumes, Histogram.edges(volumes, logarithmic)))));
      }
    }
    return images;
  }

  /** Volumes of a class in the cases that hold it. */
  static double[] volumes(Survey survey, int place) {
    return survey.cases().stream()
        .flatMap(one -> one.labels().stream())
        .map(labels -> labels.classes().get(place))
        .filter(held -> !held.isEmpty())
        .mapToDouble(ClassFacts::cubicMillimetres)
        .toArray();
  }
}
