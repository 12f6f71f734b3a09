package org.voxelbench.reports.section;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.reports.ranking.MethodScore;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.statistics.PairTest;
import org.voxelbench.reports.statistics.Significance;
import org.voxelbench.reports.statistics.Wilcoxon;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.DatasetNote;

/** Wilcoxon's tests of all pairs of methods within each data set, paired by case. */
final class WithinDatasets {

  private static final List<String> EXPLAINED =
      List.of(
          "Within a data set, two methods are compared case by case with Wilcoxon's signed-rank"
              + " test (two-sided; cases without a difference are dropped; p is exact up to "
              + Wilcoxon.MOST_EXACT
              + " differences, with ties too, and by the normal distribution above). The Dice of a"
              + " case is first averaged over its classes, folds and seeds, so a case is one pair"
              + " however often it was predicted. A case that one of the two rightly found empty"
              + " counts as its 1; if both did, it is left out.",
          "Holm's correction allows for all pairs of a data set, not for several data sets. The"
              + " effect is the matched-pairs rank-biserial correlation: ranks of the cases in which"
              + " the method is ahead less those in which it is behind, as a share of all; 1 if it"
              + " is ahead in every case, -1 if behind in every case.");

  private final Results results;
  private final List<String> names;

  WithinDatasets(Results results) {
    this.results = results;
    names = List.copyOf(results.names().values());
  }

  StatisticsPart part() {
    List<String> sentences = new ArrayList<>();
    List<HtmlTable> tables = new ArrayList<>();
    if (names.size() == 1) {
      sentences.add("There is one method, so no pair to compare.");
    } else {
      sentences.addAll(EXPLAINED);
      List<DatasetNote> datasets = results.experiment().datasets();
      for (int d = 0; d < datasets.size(); d++) {
        List<PairTest> pairs = results.statistics().pairs().get(datasets.get(d).name());
        sentences.addAll(sentences(datasets.get(d), pairs));
        if (!pairs.isEmpty()) {
          tables.add(table(datasets.get(d), pairs, d));
        }
      }
    }
    return new StatisticsPart(
        "within", "each data set", "Tests within each data set", sentences, List.of(), tables);
  }

  private List<String> sentences(DatasetNote dataset, List<PairTest> pairs) {
    List<String> sentences = new ArrayList<>();
    for (MethodScore cell : results.scores().cells(dataset)) {
      if (Double.isNaN(cell.dice())) {
        sentences.add(
            "%s has no comparable result on %s and is in no pair there."
                .formatted(results.name(cell.method()), dataset.name()));
      }
    }
    if (pairs.isEmpty()) {
      sentences.add(dataset.name() + ": no two methods have a result to compare.");
      return sentences;
    }
    sentences.add(0, found(dataset, pairs));
    for (PairTest pair : pairs) {
      if (pair.pairs() == 0) {
        sentences.add(both(pair) + " share no case of " + dataset.name() + " with a Dice.");
      } else if (pair.test().used() == 0) {
        sentences.add(
            "%s have the same Dice in every case of %s, so nothing tells them apart."
                .formatted(both(pair), dataset.name()));
      }
    }
    return sentences;
  }

  private String both(PairTest pair) {
    return names.get(pair.first()) + " and " + names.get(pair.second());
  }

  private static String found(DatasetNote dataset, List<PairTest> pairs) {
    long differing = pairs.stream().filter(p -> p.pHolm() < Significance.LEVEL).count();
    int cases = pairs.stream().mapToInt(PairTest::pairs).max().orElse(0);
    double smallest = pairs.stream().mapToDouble(PairTest::smallestP).min().orElse(1);
    double corrected = pairs.stream().mapToDouble(PairTest::smallestPHolm).min().orElse(1);
    return "%s: %s at 5 %%. The smallest p that its %s could reach is %s, corrected %s%s."
        .formatted(
            dataset.name(),
            differing(differing, pairs.size()),
            NumberText.count(cases, "case"),
            NumberText.figure(smallest),
            NumberText.figure(corrected),
            corrected < Significance.LEVEL
                ? ""
                : ", so no pair could differ, however large the effect");
  }

  private static String differing(long differing, int pairs) {
    if (pairs == 1) {
      return differing == 1 ? "the two methods differ" : "the two methods can't be told apart";
    }
    return differing == 0
        ? "none of " + pairs + " pairs differs"
        : "%s of %s pairs %s"
            .formatted(
                Long.toString(differing),
                Integer.toString(pairs),
                differing == 1 ? "differs" : "differ");
  }

  private HtmlTable table(DatasetNote dataset, List<PairTest> pairs, int place) {
    List<HtmlCell> head = new ArrayList<>();
    head.add(HtmlCell.text("Method"));
    head.add(HtmlCell.text("Compared with"));
    for (String title :
        List.of("Cases", "Differing", "Median difference", "Effect", "p", "p (Holm)")) {
      head.add(HtmlCell.numbers(title));
    }
    List<List<HtmlCell>> body = new ArrayList<>();
    for (PairTest pair : pairs) {
      Wilcoxon test = pair.test();
      body.add(
          List.of(
              HtmlCell.text(names.get(pair.first())),
              HtmlCell.text(names.get(pair.second())),
              HtmlCell.count(pair.pairs()),
              HtmlCell.count(test.used()),
              HtmlCell.number(NumberText.percent(pair.medianDifference()), pair.medianDifference()),
              HtmlCell.number(NumberText.rank(test.rankBiserial()), test.rankBiserial()),
              HtmlCell.number(NumberText.p(test.p()), test.p()),
              HtmlCell.number(NumberText.p(pair.pHolm()), pair.pHolm())));
    }
    return new HtmlTable(
        "wilcoxon-" + (place + 1) + "-table",
        dataset.name()
            + ": all pairs; median over cases of the method's Dice less the other's, in points, and"
            + " the effect in [-1, 1]",
        head,
        body);
  }
}
