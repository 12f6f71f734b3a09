package org.voxelbench.harness.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the labels of a data set's cases show: maps without foreground, classes that a case lacks or
 * that few cases have, and classes that have changed sides.
 *
 * @param cases those with a label map
 */
record LabelRules(List<SurveyedCase> cases) {

  /** A class that so many hold is expected in all. */
  private static final double NEARLY_ALL = 0.9;

  /** With fewer cases of a class, one of the usual five folds has none to be judged by. */
  private static final int FOLDS = 5;

  /** Two classes lie in order if so many cases agree. */
  private static final double AGREED = 0.95;

  /** The order turns only beyond a share of the usual distance. */
  private static final double BEYOND = 0.5;

  private static final List<String> TOWARDS = List.of("right of", "in front of", "above");
  private static final List<String> AWAY = List.of("left of", "behind", "below");

  static LabelRules of(List<SurveyedCase> cases) {
    return new LabelRules(cases.stream().filter(one -> one.labels().isPresent()).toList());
  }

  List<Remark> remarks() {
    List<Remark> remarks = new ArrayList<>();
    cases.stream()
        .filter(one -> one.labels().orElseThrow().isEmpty())
        .forEach(
            one ->
                remarks.add(
                    Remark.of(
                        RemarkKind.EMPTY,
                        List.of(one.key()),
                        "The label map of " + one.key().words() + " holds no foreground.")));
    List<String> classes = Measures.classes(cases);
    for (int c = 0; c < classes.size(); c++) {
      remarks.addAll(held(classes.get(c), c));
    }
    for (int first = 0; first < classes.size(); first++) {
      for (int second = first + 1; second < classes.size(); second++) {
        remarks.addAll(sides(classes.get(first), first, classes.get(second), second));
      }
    }
    return remarks;
  }

  private static ClassFacts facts(SurveyedCase one, int place) {
    return one.labels().orElseThrow().classes().get(place);
  }

  private List<Remark> held(String name, int place) {
    List<SurveyedCase> lacking = cases.stream().filter(one -> facts(one, place).isEmpty()).toList();
    int with = cases.size() - lacking.size();
    if (!lacking.isEmpty() && with < FOLDS) {
      return List.of(
          Remark.of(
              RemarkKind.RARE_CLASS,
              List.of(),
              "'" + name + "' is in " + with + " of " + cases.size() + " cases."));
    }
    if (cases.size() < Typical.FEWEST || with < NEARLY_ALL * cases.size()) {
      return List.of();
    }
    return lacking.stream()
        .filter(one -> !one.labels().orElseThrow().isEmpty())
        .map(
            one ->
                Remark.of(
                    RemarkKind.MISSING_CLASS,
                    List.of(one.key()),
                    one.key().words()
                        + " holds no '"
                        + name
                        + "', which "
                        + with
                        + " of "
                        + cases.size()
                        + " cases hold."))
        .toList();
  }

  /** The cases in which one class lies on the other side of another than in nearly all. */
  private List<Remark> sides(String first, int a, String second, int b) {
    List<SurveyedCase> both =
        cases.stream().filter(one -> !facts(one, a).isEmpty() && !facts(one, b).isEmpty()).toList();
    List<Remark> remarks = new ArrayList<>();
    if (both.size() >= Typical.FEWEST) {
      for (int axis = 0; axis < 3; axis++) {
        remarks.addAll(sides(both, first, a, second, b, axis));
      }
    }
    return remarks;
  }

  private static List<Remark> sides(
      List<SurveyedCase> both, String first, int a, String second, int b, int axis) {
    double[] ahead =
        both.stream()
            .mapToDouble(
                one ->
                    (facts(one, a).centre()[axis] - facts(one, b).centre()[axis])
                        * one.extent()[axis])
            .toArray();
    Typical typical = Typical.of(ahead, 0);
    double sign = Math.signum(typical.median());
    long agreeing = IntStream.range(0, ahead.length).filter(i -> ahead[i] * sign > 0).count();
    if (agreeing < Math.min(AGREED * ahead.length, ahead.length - 1)) {
      return List.of();
    }
    List<String> words = sign > 0 ? AWAY : TOWARDS;
    List<String> usual = sign > 0 ? TOWARDS : AWAY;
    return IntStream.range(0, ahead.length)
        .filter(i -> ahead[i] * sign < -BEYOND * Math.abs(typical.median()))
        .filter(i -> Math.abs(typical.score(ahead[i])) > Typical.FAR / 2)
        .mapToObj(
            i ->
                new Remark(
                    RemarkKind.SIDE,
                    List.of(both.get(i).key()),
                    "In "
                        + both.get(i).key().words()
                        + " '"
                        + first
                        + "' lies "
                        + words.get(axis)
                        + " '"
                        + second
                        + "'; in "
                        + agreeing
                        + " of "
                        + ahead.length
                        + " cases it lies "
                        + usual.get(axis)
                        + " it.",
                    typical.score(ahead[i])))
        .toList();
  }
}
