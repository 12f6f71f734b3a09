package org.voxelbench.harness.survey;

import java.util.ArrayList;
import java.util.Comparator;
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

  /** The cases that stand out, those below the median and those above in a remark each. */
  List<Remark> remarks(List<SurveyedCase> cases) {
    List<SurveyedCase> measured =
        cases.stream().filter(one -> Double.isFinite(scaled(one))).toList();
    if (measured.size() < Typical.FEWEST) {
      return List.of();
    }
    Typical typical =
        Typical.of(measured.stream().mapToDouble(this::scaled).toArray(), scale.floor());
    List<Remark> remarks = new ArrayList<>();
    for (int sign : new int[] {-1, 1}) {
      List<SurveyedCase> odd =
          measured.stream()
              .filter(one -> sign * typical.score(scaled(one)) > Typical.FAR)
              .sorted(Comparator.comparingDouble(one -> -sign * scaled(one)))
              .toList();
      if (!odd.isEmpty()) {
        remarks.add(remark(odd, typical, measured.size()));
      }
    }
    return remarks;
  }

  /** What is said of cases on one side of the others, the farthest first. */
  private Remark remark(List<SurveyedCase> odd, Typical typical, int of) {
    SurveyedCase farthest = odd.get(0);
    SurveyedCase nearest = odd.get(odd.size() - 1);
    List<CaseKey> keys = odd.stream().map(SurveyedCase::key).toList();
    String last = text.apply(value.applyAsDouble(nearest));
    String first = text.apply(value.applyAsDouble(farthest));
    return new Remark(
        kind,
        keys,
        String.format(
            Locale.ROOT,
            "%s of %s is %s; the median of %d cases is %s.",
            subject,
            CaseKey.words(keys),
            first.equals(last) ? first : last + " to " + first,
            of,
            text.apply(scale.back(typical.median()))),
        typical.score(scaled(farthest)));
  }

  private double scaled(SurveyedCase one) {
    return scale.of(value.applyAsDouble(one));
  }
}
