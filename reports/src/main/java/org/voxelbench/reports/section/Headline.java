package org.voxelbench.reports.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.reports.ranking.ComparableRows;
import org.voxelbench.reports.ranking.MethodRank;
import org.voxelbench.reports.ranking.MethodScore;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.Scope;
import org.voxelbench.reports.rows.ResultTable;
import org.voxelbench.reports.statistics.RankSamples;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;

/**
 * The answer in words.
 *
 * @param lead who is best, or that it can't be told, or not even read
 * @param controls what the controls show, or what can't be known without them
 * @param support by how much over the method without pre-training
 * @param evidence what was measured, and whether the same of all methods
 * @param caution how sure the lead is, and what can't be concluded
 */
public record Headline(
    String lead, String controls, List<String> support, String evidence, List<String> caution) {

  private static final int MOST_COMPARED = 2;

  public static Headline of(Results results) {
    Optional<SeedLead> seeds = SeedLead.of(results);
    Optional<Verdict> verdict =
        results.names().size() > 1 ? Optional.of(Verdict.of(results, seeds)) : Optional.empty();
    return new Headline(
        lead(results, verdict),
        ControlsSection.answer(results),
        comparison(results),
        evidence(results),
        caution(results, verdict, seeds));
  }

  private static String lead(Results results, Optional<Verdict> verdict) {
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
    if (!results.controls().reading().readable()) {
      return "The ranks below can't be read. "
          + NumberText.enumerate(leaders)
          + (leaders.size() == 1 ? " comes first of " : " come first of ")
          + methods
          + " methods: "
          + rank;
    }
    if (leaders.size() == methods) {
      return "No method leads: " + (methods == 2 ? "both" : "all " + methods) + " share " + rank;
    }
    if (leaders.size() > 1) {
      return NumberText.enumerate(leaders) + " share the lead of " + methods + " methods: " + rank;
    }
    return verdict.map(Verdict::told).orElse(false)
        ? leaders.get(0) + " leads " + methods + " methods: " + rank
        : "Which of "
            + methods
            + " methods is best can't be told. "
            + leaders.get(0)
            + " comes first: "
            + rank;
  }

  /** The leaders beside the method without pre-training, and the one that leads beside the next. */
  private static List<String> comparison(Results results) {
    if (results.names().size() == 1) {
      return List.of();
    }
    List<MethodNote> leaders =
        results.headline().leaders().stream().map(MethodRank::method).toList();
    List<MethodNote> others =
        results.headline().ordered().stream()
            .map(MethodRank::method)
            .filter(method -> !leaders.contains(method))
            .toList();
    List<String> sentences = new ArrayList<>();
    leaders.stream()
        .filter(leader -> !isBaseline(results, leader))
        .limit(MOST_COMPARED)
        .forEach(
            leader ->
                results.baseline().ifPresent(b -> sentences.add(against(results, leader, b))));
    if (leaders.size() == 1 && !isBaseline(results, others.get(0))) {
      sentences.add(next(results, leaders.get(0), others.get(0), sentences.isEmpty()));
    }
    return sentences;
  }

  private static boolean isBaseline(Results results, MethodNote method) {
    return results.baseline().filter(method::equals).isPresent();
  }

  private static String against(Results results, MethodNote method, MethodNote other) {
    DiceDifference difference = DiceDifference.of(results, method, other);
    if (!difference.known()) {
      return results.name(method) + " has no data set in common with " + results.name(other) + ".";
    }
    return mean(results, method, difference)
        + difference.relation()
        + " "
        + beside(results, other, difference)
        + ", ahead on "
        + difference.ahead()
        + " of "
        + results.headline().scope().count(difference.datasets())
        + ".";
  }

  private static String next(
      Results results, MethodNote leader, MethodNote next, boolean withMean) {
    DiceDifference difference = DiceDifference.of(results, leader, next);
    if (!difference.known()) {
      return "The next, " + results.name(next) + ", has no data set in common with it.";
    }
    String relation = difference.relation() + " the next, " + beside(results, next, difference);
    return withMean
        ? mean(results, leader, difference) + relation + "."
        : relation.substring(0, 1).toUpperCase(Locale.ROOT) + relation.substring(1) + ".";
  }

  private static String mean(Results results, MethodNote method, DiceDifference difference) {
    return results.name(method)
        + ": mean Dice "
        + NumberText.percent(difference.own())
        + "\u00a0%, ";
  }

  private static String beside(Results results, MethodNote other, DiceDifference difference) {
    return results.name(other) + " (" + NumberText.percent(difference.other()) + "\u00a0%)";
  }

  private static String evidence(Results results) {
    ComparableRows experiment = results.experiment();
    int cases =
        experiment.datasets().stream().mapToInt(d -> results.scores().expected(d).cases()).sum();
    int seeds = experiment.rows().different(ResultTable.SEED);
    int folds = experiment.rows().different(ResultTable.FOLD);
    boolean complete = results.scores().cells().stream().allMatch(MethodScore::complete);
    return (complete ? "The same for all methods: " : "For all methods, as far as they ran: ")
        + NumberText.count(cases, "case")
        + ", "
        + NumberText.count(folds, "fold")
        + ", "
        + NumberText.count(seeds, "seed")
        + (experiment.imported() ? ", as imported." : ", one protocol.");
  }

  /** How sure the lead is: with other cases, with other seeds and on other data sets. */
  private static List<String> certainty(
      Results results, Verdict verdict, Optional<SeedLead> seeds) {
    List<String> sentences = new ArrayList<>();
    boolean one = results.headline().datasets() == 1;
    sentences.add(
        "With other cases of "
            + (one ? "this data set" : "these data sets")
            + ": "
            + withOtherCases(results, one)
            + ".");
    seeds.ifPresent(lead -> sentences.add(lead.sentence()));
    String beyond =
        one
            ? "one can't tell; "
            : verdict.told()
                ? "the lead can be told at 5\u00a0%; "
                : "it can't be told who leads; ";
    sentences.add("On other data sets: " + beyond + verdict.reason() + ".");
    return sentences;
  }

  private static String withOtherCases(Results results, boolean one) {
    Optional<RankSamples> samples = results.headlineStatistics().samples();
    if (samples.isEmpty()) {
      return "one can't tell, for " + (one ? "it has one case" : "they have one case each");
    }
    List<String> single =
        results.headline().ranks().keySet().stream()
            .filter(name -> !results.statistics().bootstrap().orElseThrow().differs(name))
            .toList();
    return "the same lead, with no other beside it, in "
        + NumberText.percent(samples.get().sameLead())
        + "\u00a0% of bootstrap samples"
        + (single.isEmpty()
            ? ""
            : ", in which nothing changes on "
                + NumberText.some(single)
                + ", of one case"
                + (single.size() == 1 ? "" : " each"));
  }

  private static List<String> caution(
      Results results, Optional<Verdict> verdict, Optional<SeedLead> seeds) {
    List<String> caution = new ArrayList<>();
    verdict.ifPresent(known -> caution.addAll(certainty(results, known, seeds)));
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
    caution.addAll(roles(results));
    return caution;
  }

  /** What a mean says that is not over test data sets alone, or not over all that it names. */
  private static List<String> roles(Results results) {
    Scope scope = results.headline().scope();
    List<DatasetNote> datasets = results.experiment().datasets(scope);
    long dev = datasets.stream().filter(Scope.DEV::holds).count();
    List<String> sentences = new ArrayList<>();
    if (dev == datasets.size()) {
      sentences.add(
          "Only development data sets have results. Settings may have been chosen on them, so this"
              + " says nothing yet about unseen data sets.");
    } else if (dev > 0) {
      sentences.add(
          "Of the "
              + scope.count(datasets.size())
              + ", "
              + dev
              + (dev == 1 ? " is a development data set" : " are development data sets")
              + ", on which settings may have been chosen.");
    }
    if (datasets.size() < scope.named().size()) {
      sentences.add(
          "The protocol names "
              + scope.count(scope.named().size())
              + ", of which "
              + datasets.size()
              + (datasets.size() == 1 ? " has" : " have")
              + " results.");
    }
    return sentences;
  }
}
