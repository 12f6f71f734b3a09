package org.voxelbench.reports.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.voxelbench.reports.ranking.ComparableRows;
import org.voxelbench.reports.ranking.MethodRank;
import org.voxelbench.reports.ranking.MethodScore;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.Scope;
import org.voxelbench.reports.ranking.ScopeStatistics;
import org.voxelbench.reports.rows.Mean;
import org.voxelbench.reports.rows.ResultTable;
import org.voxelbench.reports.statistics.Friedman;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;

/**
 * The answer in words.
 *
 * @param lead who is best
 * @param support by how much over the method without pre-training, and on what it rests
 * @param caution what can't be concluded
 */
public record Headline(String lead, List<String> support, List<String> caution) {

  private static final int MOST_COMPARED = 3;

  public static Headline of(Results results) {
    List<String> support = new ArrayList<>(comparison(results));
    support.add(evidence(results));
    return new Headline(lead(results), support, caution(results));
  }

  private static String lead(Results results) {
    Ranking standings = results.headline();
    int methods = standings.all().size();
    List<String> leaders = standings.leaders().stream().map(s -> results.name(s.method())).toList();
    String rank =
        "average rank "
            + NumberText.rank(standings.leaders().get(0).averageRank())
            + " over "
            + standings.scope().count(standings.datasets())
            + ".";
    if (methods == 1) {
      return leaders.get(0) + " is the only method: there is nobody to rank it against.";
    }
    if (leaders.size() == methods) {
      return "No method leads: " + (methods == 2 ? "both" : "all " + methods) + " share " + rank;
    }
    if (leaders.size() > 1) {
      return NumberText.enumerate(leaders) + " share the lead of " + methods + " methods: " + rank;
    }
    return leaders.get(0) + " leads " + methods + " methods: " + rank;
  }

  private static List<String> comparison(Results results) {
    if (results.baseline().isEmpty() || results.names().size() == 1) {
      return List.of();
    }
    MethodNote baseline = results.baseline().get();
    List<MethodNote> ahead =
        results.headline().leaders().stream()
            .map(MethodRank::method)
            .filter(m -> !m.id().equals(baseline.id()))
            .toList();
    if (!ahead.isEmpty()) {
      return ahead.stream()
          .limit(MOST_COMPARED)
          .map(m -> results.name(m) + " " + difference(results, m, baseline))
          .toList();
    }
    return results.headline().ordered().stream()
        .map(MethodRank::method)
        .filter(m -> !m.id().equals(baseline.id()))
        .limit(1)
        .map(
            next ->
                results.name(baseline)
                    + " is not pre-trained; the best of the others, "
                    + results.name(next)
                    + ", "
                    + difference(results, next, baseline))
        .toList();
  }

  private static String difference(Results results, MethodNote method, MethodNote baseline) {
    List<Double> own = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    int ahead = 0;
    for (DatasetNote dataset : results.experiment().datasets(results.headline().scope())) {
      double a = results.scores().cell(dataset, method).dice();
      double b = results.scores().cell(dataset, baseline).dice();
      if (!Double.isNaN(a) && !Double.isNaN(b)) {
        own.add(a);
        theirs.add(b);
        ahead += a > b ? 1 : 0;
      }
    }
    String name = results.name(baseline);
    if (own.isEmpty()) {
      return "has no data set in common with " + name + ", so there is no difference to report.";
    }
    double difference = Mean.of(own) - Mean.of(theirs);
    String points = NumberText.percent(Math.abs(difference));
    String relation =
        points.equals("0.00")
            ? "equal, to two decimals, to "
            : points + " points " + (difference > 0 ? "above " : "below ");
    return "reaches a mean Dice of "
        + NumberText.percent(Mean.of(own))
        + "\u00a0%, "
        + relation
        + name
        + " ("
        + NumberText.percent(Mean.of(theirs))
        + "\u00a0%), and is ahead of it on "
        + ahead
        + " of "
        + results.headline().scope().count(own.size())
        + ".";
  }

  private static String evidence(Results results) {
    ComparableRows experiment = results.experiment();
    int cases =
        experiment.datasets().stream().mapToInt(d -> results.scores().expected(d).cases()).sum();
    int seeds = experiment.rows().different(ResultTable.SEED);
    int folds = experiment.rows().different(ResultTable.FOLD);
    boolean complete = results.scores().cells().stream().allMatch(MethodScore::complete);
    return (complete ? "Every method met the same " : "The methods met, as far as they ran, ")
        + NumberText.count(cases, "case")
        + " of "
        + NumberText.count(experiment.datasets().size(), "data set")
        + (experiment.imported() ? " as imported, in " : " under one protocol, in ")
        + NumberText.count(folds, "fold")
        + " and with "
        + NumberText.count(seeds, "seed")
        + ".";
  }

  private static String certainty(Results results) {
    ScopeStatistics scope = results.statistics().scope(results.headline().scope());
    Friedman test = scope.friedman();
    String first =
        scope
            .samples()
            .map(
                samples ->
                    "In "
                        + NumberText.percent(samples.sameLead())
                        + " % of the samples of the cases the lead is the same. ")
            .orElse("");
    String across =
        test.answer() == Friedman.Answer.COMPUTED
            ? "Over "
                + results.headline().scope().count(results.headline().datasets())
                + ", Friedman's test gives "
                + NumberText.named(test.pF())
                + (test.pF() < 0.05 ? "." : ": the methods can't be told apart at 5 %.")
            : "There is no test over data sets that could back it.";
    return first + across + " More under \"How sure the ranks are\".";
  }

  private static List<String> caution(Results results) {
    List<String> caution = new ArrayList<>();
    Set<String> engines = results.experiment().engines();
    if (engines.size() > 1) {
      caution.add(
          "Rows of different engines ("
              + String.join(", ", engines)
              + ") are ranked together, as was asked for: a difference between two methods may be"
              + " one between their engines.");
    }
    if (results.experiment().imported()) {
      caution.add(
          "These results were imported. VoxelBench ran none of them and can't know whether the"
              + " methods met the same protocol.");
    }
    if (results.names().size() > 1) {
      caution.add(certainty(results));
    }
    if (results.headline().scope() == Scope.DEV) {
      caution.add(
          "Only development data sets have results. Settings may have been chosen on them, so this"
              + " says nothing yet about unseen data sets.");
    }
    return caution;
  }
}
