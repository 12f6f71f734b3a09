package org.voxelbench.harness.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.voxelbench.base.Quantiles;

/** The numbers by which the cases of a data set are compared. */
final class Measures {

  /** Voxels are cut and resampled by as much without anybody's notice. */
  private static final double SPACING = Math.log(1.05);

  private static final double SHAPE = Math.log(1.1);
  private static final double VOLUME = Math.log(1.25);
  private static final double PIECES = 0.35;

  /** Of the image's length: a hand's breadth of padding moves a label by more. */
  private static final double POSITION = 0.03;

  private static final double BRIGHTNESS = Math.log(1.25);
  private static final double RANGE = 0.05;
  private static final List<String> AXES = List.of("first", "second", "third");
  private static final List<String> TOWARDS =
      List.of("from left to right", "from back to front", "from bottom to top");
  private static final double[] PERCENTILES = {0.5, 50, 99.5};

  private Measures() {}

  /** All measures of some cases. */
  static List<Measure> of(List<SurveyedCase> cases) {
    List<Measure> measures = new ArrayList<>();
    for (int a = 0; a < 3; a++) {
      int axis = a;
      measures.add(
          new Measure(
              RemarkKind.SPACING,
              "The spacing along the " + AXES.get(axis) + " axis",
              one -> one.geometry().spacing()[2 - axis],
              Measure.ratios(SPACING),
              value -> figure(value) + " mm"));
      measures.add(
          new Measure(
              RemarkKind.SHAPE,
              "The length of the " + AXES.get(axis) + " axis",
              one -> one.geometry().size()[2 - axis],
              Measure.ratios(SHAPE),
              value -> String.format(Locale.ROOT, "%.0f voxels", value)));
    }
    int channels = cases.stream().mapToInt(one -> one.channels().size()).max().orElse(0);
    for (int channel = 0; channel < channels; channel++) {
      addIntensities(measures, cases, channel);
    }
    classes(cases).forEach(name -> addClass(measures, name));
    measures.add(
        new Measure(
            RemarkKind.SHARE,
            "The share of foreground",
            one -> one.labels().map(LabelFacts::share).orElse(Double.NaN),
            Measure.ratios(VOLUME),
            Measures::percent));
    return measures;
  }

  private static void addIntensities(
      List<Measure> measures, List<SurveyedCase> cases, int channel) {
    for (double percent : PERCENTILES) {
      measures.add(
          intensity(
              cases,
              "The " + percentile(percent) + " of channel " + channel,
              channel(channel, ChannelFacts::all),
              percent));
    }
    measures.add(
        intensity(
            cases,
            "The median under foreground labels of channel " + channel,
            channel(channel, ChannelFacts::foreground),
            50));
  }

  private static Function<SurveyedCase, Optional<Percentiles>> channel(
      int channel, Function<ChannelFacts, Optional<Percentiles>> part) {
    return one ->
        channel < one.channels().size()
            ? part.apply(one.channels().get(channel))
            : Optional.empty();
  }

  /** As ratios if all are positive, as of MRI; as differences else, as of CT. */
  private static Measure intensity(
      List<SurveyedCase> cases,
      String subject,
      Function<SurveyedCase, Optional<Percentiles>> part,
      double percent) {
    List<Percentiles> known = cases.stream().flatMap(one -> part.apply(one).stream()).toList();
    OptionalDouble lowest = known.stream().mapToDouble(held -> held.at(percent)).min();
    double range =
        Quantiles.of(
            known.stream().mapToDouble(held -> held.at(99.5) - held.at(0.5)).toArray(), 0.5);
    boolean positive = lowest.orElse(0) > RANGE * range;
    return new Measure(
        RemarkKind.INTENSITY,
        subject,
        one -> part.apply(one).map(held -> held.at(percent)).orElse(Double.NaN),
        positive ? Measure.ratios(BRIGHTNESS) : Measure.differences(RANGE * range),
        Measures::figure);
  }

  private static void addClass(List<Measure> measures, String name) {
    measures.add(
        new Measure(
            RemarkKind.VOLUME,
            "The volume of '" + name + "'",
            of(name, ClassFacts::cubicMillimetres),
            Measure.ratios(VOLUME),
            value -> figure(value) + " mm³"));
    measures.add(
        new Measure(
            RemarkKind.COMPONENTS,
            "The number of pieces of '" + name + "'",
            of(name, held -> (double) held.components()),
            Measure.ratios(PIECES),
            value -> String.format(Locale.ROOT, "%.0f", value)));
    for (int a = 0; a < 3; a++) {
      int axis = a;
      measures.add(
          new Measure(
              RemarkKind.POSITION,
              "The centre of '" + name + "' " + TOWARDS.get(axis),
              of(name, held -> held.centre()[axis]),
              Measure.differences(POSITION),
              value -> percent(value) + " of the image"));
    }
  }

  private static ToDoubleFunction<SurveyedCase> of(
      String name, Function<ClassFacts, Double> number) {
    return one ->
        one.labels().stream()
            .flatMap(labels -> labels.classes().stream())
            .filter(held -> held.name().equals(name) && !held.isEmpty())
            .map(number)
            .findFirst()
            .orElse(Double.NaN);
  }

  /** The names of all classes. */
  static List<String> classes(List<SurveyedCase> cases) {
    return cases.stream()
        .flatMap(one -> one.labels().stream())
        .flatMap(labels -> labels.classes().stream())
        .map(ClassFacts::name)
        .distinct()
        .toList();
  }

  private static String percentile(double percent) {
    return percent == 50 ? "median" : percent + " % percentile";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.3g %%", 100 * share);
  }

  private static String figure(double value) {
    boolean whole = Math.abs(value) >= 1e3 && Math.abs(value) < 1e9;
    return String.format(Locale.ROOT, whole ? "%.0f" : "%.4g", value);
  }
}
