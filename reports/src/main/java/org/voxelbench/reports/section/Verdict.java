package org.voxelbench.reports.section;

import java.util.List;
import java.util.Optional;
import org.voxelbench.reports.ranking.MethodRank;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.ScopeStatistics;
import org.voxelbench.reports.statistics.Friedman;
import org.voxelbench.reports.statistics.Nemenyi;
import org.voxelbench.reports.statistics.PairTest;
import org.voxelbench.reports.statistics.Significance;
import org.voxelbench.reports.table.NumberText;

/**
 * Whether the method that leads can be told apart from every other at 5 %.
 *
 * <p>Over several data sets Friedman's test says whether any methods differ, and only if it does,
 * Nemenyi's which of them do (Demsar, JMLR 7, 2006). One data set can't tell what holds on others;
 * there, paired tests over its cases say whether the lead could be one of the cases, and, of
 * several seeds, {@link SeedLead} whether it could be one of the seeds. From a method without a
 * result on one of the data sets nothing is told apart: its last rank there was never measured, and
 * the tests would take it for a defeat.
 *
 * @param told whether one method leads and is told from all others
 * @param reason the test's answer, as the end of a sentence
 */
record Verdict(boolean told, String reason) {

  /**
   * Of two methods or more.
   *
   * @param seeds of the method that leads, if one does
   */
  static Verdict of(Results results, Optional<SeedLead> seeds) {
    Ranking standings = results.headline();
    ScopeStatistics scope = results.headlineStatistics();
    int leader = standings.places().get(0);
    boolean alone = standings.leaders().size() == 1;
    if (standings.datasets() == 1) {
      return withinOne(results, leader, alone && !seeds.map(SeedLead::doubted).orElse(false));
    }
    String over = "over " + standings.scope().count(standings.datasets()) + ", ";
    List<String> lacking = lacking(results, leader);
    if (!lacking.isEmpty()) {
      return new Verdict(false, over + NumberText.some(lacking));
    }
    Friedman test = scope.friedman();
    if (!test.answer().hasChiSquare()) {
      return new Verdict(false, over + "no test can tell any methods apart");
    }
    double p = test.answer() == Friedman.Answer.COMPUTED ? test.pF() : test.pChiSquare();
    String friedman = over + "Friedman's test gives " + NumberText.named(p);
    if (p >= Significance.LEVEL || scope.nemenyi().isEmpty()) {
      return new Verdict(false, friedman);
    }
    Nemenyi nemenyi = scope.nemenyi().get();
    if (nemenyi.smallestP() >= Significance.LEVEL) {
      return new Verdict(false, friedman + ", but so few can't tell one method from another");
    }
    List<Integer> alike =
        standings.places().stream()
            .filter(m -> m != leader && nemenyi.p(leader, m) >= Significance.LEVEL)
            .toList();
    return alike.isEmpty()
        ? new Verdict(alone, friedman + ", and Nemenyi's tells the first from all others")
        : new Verdict(
            false,
            friedman
                + ", but Nemenyi's can't tell the first from "
                + NumberText.some(alike.stream().map(m -> name(results, m)).toList()));
  }

  /** Such as {@code MAE has no result on 2 of them}, of each method but the leader. */
  private static List<String> lacking(Results results, int leader) {
    List<MethodRank> all = results.headline().all();
    return results.headline().places().stream()
        .filter(m -> m != leader && all.get(m).missing() > 0)
        .map(m -> name(results, m) + " has no result on " + all.get(m).missing() + " of them")
        .toList();
  }

  private static Verdict withinOne(Results results, int leader, boolean leads) {
    String dataset = results.headline().ranks().keySet().iterator().next();
    List<PairTest> pairs =
        results.statistics().pairs().getOrDefault(dataset, List.of()).stream()
            .filter(pair -> pair.first() == leader || pair.second() == leader)
            .toList();
    long ahead = pairs.stream().filter(pair -> ahead(pair, leader)).count();
    int others = results.names().size() - 1;
    return new Verdict(
        leads && ahead == others,
        "within this one, paired tests over its cases tell the first from "
            + (ahead == 0 ? "none" : Long.toString(ahead))
            + " of "
            + NumberText.count(others, "other"));
  }

  private static boolean ahead(PairTest pair, int leader) {
    double effect = pair.test().rankBiserial();
    return pair.pHolm() < Significance.LEVEL && (pair.first() == leader ? effect > 0 : effect < 0);
  }

  private static String name(Results results, int method) {
    MethodRank standing = results.headline().all().get(method);
    return results.name(standing.method());
  }
}
