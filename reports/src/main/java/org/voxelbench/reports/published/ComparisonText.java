package org.voxelbench.reports.published;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.reports.statistics.KendallTest;
import org.voxelbench.reports.table.NumberText;

/** What is said about a comparison of two published tables. */
final class ComparisonText {

  private static final double LEVEL = 0.05;

  private ComparisonText() {}

  /** What orders a row of the page is about. */
  static String over(RankingAgreement agreement) {
    return agreement.first().equals(agreement.second())
        ? agreement.first()
        : agreement.first() + " and " + agreement.second();
  }

  /** How far the two agree, or why nothing can be said. */
  static List<String> sentences(PublishedComparison comparison, List<RankingAgreement> agreements) {
    List<String> sentences = new ArrayList<>();
    if (comparison.shared(PublishedComparison.What.METHOD).isEmpty()) {
      sentences.add("No method is known to be in both, so there are no orders to compare.");
    } else if (agreements.isEmpty()) {
      sentences.add("No data set is known to be in both, so there are no orders to compare.");
    } else {
      RankingAgreement.summary(agreements)
          .forEach(a -> sentences.add("By " + over(a) + ": " + agreement(a.test())));
    }
    return List.copyOf(sentences);
  }

  private static String agreement(KendallTest test) {
    if (Double.isNaN(test.tau())) {
      return NumberText.count(test.methods(), "shared method")
          + (test.methods() < 2 ? "" : ", all tied in one of the two")
          + ", so there is no order.";
    }
    return test.methods()
        + " shared methods: "
        + NumberText.count(test.agreeing(), "pair")
        + " ordered alike, "
        + NumberText.count(test.opposed(), "pair")
        + " the other way round; Kendall's tau-b "
        + NumberText.rank(test.tau())
        + chance(test);
  }

  private static String chance(KendallTest test) {
    if (test.methods() < KendallTest.FEWEST) {
      return ". Two methods have two orders, so chance alone agrees half of the time.";
    }
    if (test.methods() > KendallTest.MOST) {
      return ". No exact p above " + KendallTest.MOST + " methods.";
    }
    return ", exact "
        + NumberText.named(test.p())
        + "."
        + (test.smallestP() > LEVEL
            ? " So few methods can't get below " + NumberText.p(test.smallestP()) + "."
            : "");
  }
}
