package org.voxelbench.reports.section;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.ScopeStatistics;
import org.voxelbench.reports.statistics.Friedman;
import org.voxelbench.reports.statistics.Nemenyi;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;

/** Friedman's and Nemenyi's tests over the data sets of a scope, with what they can't say. */
public final class AcrossDatasets {

  /** Levels of the critical difference. */
  public static final List<Double> LEVELS = List.of(0.05, 0.10);

  private static final double ALPHA = LEVELS.get(0);

  /** With fewer data sets, chi-square and F are rough (Demsar 2006). */
  private static final int ENOUGH = 10;

  private final List<String> names;
  private final ScopeStatistics scope;
  private final int datasets;
  private final String mark;

  public AcrossDatasets(Results results, ScopeStatistics scope) {
    this(List.copyOf(results.names().values()), scope, results.mark());
  }

  /** The same of methods that have names alone. */
  public AcrossDatasets(List<String> names, ScopeStatistics scope) {
    this(names, scope, "");
  }

  private AcrossDatasets(List<String> names, ScopeStatistics scope, String mark) {
    this.names = names;
    this.scope = scope;
    this.mark = mark;
    datasets = scope.datasets().size();
  }

  public StatisticsPart part() {
    List<String> sentences = new ArrayList<>(friedman(scope.friedman()));
    scope.nemenyi().ifPresent(nemenyi -> sentences.addAll(nemenyi(nemenyi)));
    return new StatisticsPart(
        "across",
        scope.scope().key(),
        "Tests over " + scope.scope().count(datasets),
        sentences,
        List.of(),
        scope.nemenyi().map(n -> List.of(pairs(n))).orElse(List.of()));
  }

  private List<String> friedman(Friedman test) {
    List<String> sentences = new ArrayList<>();
    switch (test.answer()) {
      case ONE_METHOD -> sentences.add("There is one method, so nothing to test.");
      case ONE_DATASET ->
          sentences.add(
              "One data set can't tell whether an order of methods holds on others: no test over"
                  + " data sets is possible. The tests within the data set are below.");
      case ALL_TIED ->
          sentences.add(
              "All methods share one rank on every data set, so Friedman's test has nothing to"
                  + " test.");
      case ALL_AGREE ->
          sentences.add(
              "All %s give the same ranks. Friedman's chi-square is the highest possible, %s; %s."
                      .formatted(
                          scope.scope().count(datasets),
                          chiSquare(test),
                          verdict(test.pChiSquare()))
                  + " Iman and Davenport's F has no finite value.");
      case COMPUTED ->
          sentences.add(
              "Friedman's test that all methods rank alike: %s, and Iman and Davenport's F %s (%s"
                      .formatted(
                          chiSquare(test), NumberText.figure(test.f()), degrees(test.methods() - 1))
                  + " and %s of freedom), %s. By F, %s. Kendall's W is %s: 1 if all data sets give"
                      .formatted(
                          degrees((test.methods() - 1) * (datasets - 1)),
                          NumberText.named(test.pF()),
                          verdict(test.pF()),
                          NumberText.rank(test.agreement()))
                  + " one order, 0 if they have none in common.");
    }
    if (test.answer().hasChiSquare()) {
      sentences.add(limits(test));
    }
    return sentences;
  }

  private String limits(Friedman test) {
    String two =
        test.methods() == 2
            ? " With two methods the test only counts who is ahead how often, as a sign test does."
            : "";
    String rough =
        datasets < ENOUGH
            ? " Both p are approximations made for about %s data sets or more, so read them as"
                    .formatted(Integer.toString(ENOUGH))
                + " rough."
            : "";
    return "The smallest p that %s and %s could reach at all, without ties, is %s by chi-square,"
            .formatted(
                NumberText.count(datasets, "data set"),
                NumberText.count(test.methods(), "method"),
                NumberText.figure(test.smallestP()))
        + " and %s counted exactly: the chance that data sets which order the methods at random"
            .formatted(NumberText.figure(test.smallestExactP()))
        + " all agree."
        + two
        + rough;
  }

  private List<String> nemenyi(Nemenyi test) {
    double critical = test.criticalDifference(ALPHA);
    int most = names.size() - 1;
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Nemenyi's critical difference of average ranks is %s at 5 %% and %s at 10 %%: methods"
                .formatted(
                    NumberText.rank(critical),
                    NumberText.rank(test.criticalDifference(LEVELS.get(1))))
            + " that are closer can't be told apart by this test.");
    sentences.add(
        "Average ranks of %s are at most %s apart, where Nemenyi's p is %s: the smallest that %s"
                .formatted(
                    NumberText.count(names.size(), "method"),
                    Integer.toString(most),
                    NumberText.figure(test.smallestP()),
                    NumberText.count(datasets, "data set"))
            + (critical >= most
                ? " could reach. So few data sets can't show a difference at 5 %, whatever it is."
                : " could reach."));
    sentences.add(groups(test.groups(ALPHA)));
    return sentences;
  }

  private String groups(List<List<Integer>> groups) {
    if (groups.isEmpty()) {
      return "At 5 % every method differs from every other.";
    }
    if (groups.get(0).size() == names.size()) {
      return "At 5 % no two methods differ.";
    }
    return "Not told apart at 5 %: "
        + groups.stream()
            .map(g -> NumberText.enumerate(g.stream().map(names::get).toList()))
            .collect(Collectors.joining("; "))
        + ".";
  }

  private HtmlTable pairs(Nemenyi test) {
    List<HtmlCell> head = new ArrayList<>();
    head.add(HtmlCell.text("Method"));
    head.add(HtmlCell.text("Compared with"));
    head.add(HtmlCell.numbers("Ranks apart"));
    head.add(HtmlCell.numbers("p (Nemenyi)"));
    List<List<HtmlCell>> body = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      for (int j = i + 1; j < names.size(); j++) {
        double apart = test.averageRanks()[i] - test.averageRanks()[j];
        body.add(
            List.of(
                HtmlCell.text(names.get(i)),
                HtmlCell.text(names.get(j)),
                HtmlCell.number(NumberText.rank(apart), apart),
                HtmlCell.number(NumberText.p(test.p(i, j)), test.p(i, j))));
      }
    }
    return new HtmlTable(
        "nemenyi-" + scope.scope().key() + "-table",
        "Average rank of the method less that of the other over "
            + scope.scope().plural()
            + ", negative if the method is ahead, and Nemenyi's p, which allows for all pairs"
            + mark,
        head,
        body);
  }

  private static String chiSquare(Friedman test) {
    return "chi-square %s (%s of freedom), %s"
        .formatted(
            NumberText.figure(test.chiSquare()),
            degrees(test.methods() - 1),
            NumberText.named(test.pChiSquare()));
  }

  private static String degrees(int degrees) {
    return degrees == 1 ? "1 degree" : degrees + " degrees";
  }

  private static String verdict(double p) {
    return p < ALPHA
        ? "at least one method differs from another at 5 %"
        : "the methods can't be told apart at 5 %";
  }
}
