package org.voxelbench.harness.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * A number of each case by which cases are compared.
 *
 * @param kind what a case that stands out by it is told as
 * @param subject what is measured, in words
 * @param value the number; NaN where a case has none
 * @param scale how differences are counted
 * @param text the number in words
 */
record Measure(
    RemarkKind kind,
    String subject,
    ToDoubleFunction<SurveyedCase> value,
    Scale scale,
    DoubleFunction<String> text) {

  /**
   * How differences of a number are counted.
   *
   * @param logarithmic as ratios; numbers that aren't positive are then left out
   * @param floor the least deviation that counts as one
   */
  record Scale(boolean logarithmic, double floor) {

    double of(double value) {
      return logarithmic ? Math.log(value) : value;
    }

    double back(double value) {
      return logarithmic ? Math.exp(value) : value;
    }
  }

  /** Ratios, of which a standard deviation is no smaller than the floor. */
  static Scale ratios(double floor) {
    return new Scale(true, floor);
  }

  /** Plain differences. */
  static Scale differences(double floor) {
    return new Scale(false, floor);
  }

  /** The cases that stand out. */
  List<Remark> remarks(List<SurveyedCase> cases) {
    List<SurveyedCase> measured =
        cases.stream().filter(one -> Double.isFinite(scaled(one))).toList();
    if (measured.size() < Typical.FEWEST) {
      return List.of();
    }
    Typical typical =
        Typical.of(measured.stream().mapToDouble(this::scaled).toArray(), scale.floor());
    List<Remark> remarks = new ArrayList<>();
    for (SurveyedCase one : measured) {
      double score = typical.score(scaled(one));
      if (Math.abs(score) > Typical.FAR) {
        remarks.add(
            new Remark(
                kind,
                List.of(one.key()),
                String.format(
                    Locale.ROOT,
                    "%s of %s is %s; the median of %d cases is %s.",
                    subject,
                    one.key().words(),
                    text.apply(value.applyAsDouble(one)),
                    measured.size(),
                    text.apply(scale.back(typical.median()))),
                score));
      }
    }
    return remarks;
  }

  private double scaled(SurveyedCase one) {
    return scale.of(value.applyAsDouble(one));
  }
}
