package org.voxelbench.reports.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.voxelbench.reports.claims.ClaimAnswers;
import org.voxelbench.reports.examples.ExampleCase;
import org.voxelbench.reports.ranking.ClassSummary;
import org.voxelbench.reports.ranking.MethodCost;
import org.voxelbench.reports.ranking.MethodRank;
import org.voxelbench.reports.ranking.MethodScore;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.Scope;
import org.voxelbench.reports.ranking.Unfinished;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;

/**
 * What stands beside the headline on the first screen.
 *
 * @param data which data sets answer the question, and which are kept apart
 * @param cost what the leader takes, beside the method without pre-training, and how far apart
 *     recipes are
 * @param claims how many of the protocol's claims hold, and what makes these answers weak; empty if
 *     it states none
 * @param wrong runs and pre-trainings that did not finish, predictions that are missing, steps that
 *     were skipped, that nobody has learnt to segment, the lowest cases
 */
public record KeyFacts(
    List<String> data, List<String> cost, List<String> claims, List<String> wrong) {

  /** How many sentences on what went wrong the first screen has room for. */
  private static final int FIRST_WRONG = 3;

  /** Where the best mean Dice lies below it, the networks can't be said to segment. */
  private static final double LEAST_DICE = 0.1;

  public static KeyFacts of(
      Results results, List<ExampleCase> shown, List<MethodCost> costs, ClaimAnswers claims) {
    return new KeyFacts(
        data(results), cost(results, costs), claims(results, claims), wrong(results, shown));
  }

  /** The first of what went wrong. */
  public List<String> firstWrong() {
    return wrong.subList(0, Math.min(FIRST_WRONG, wrong.size()));
  }

  /** What went wrong beyond the first; empty if that is all. */
  public List<String> moreWrong() {
    return wrong.subList(firstWrong().size(), wrong.size());
  }

  private static List<String> data(Results results) {
    List<String> data = new ArrayList<>();
    Scope headline = results.headline().scope();
    for (Scope scope : Stream.of(headline, Scope.TEST, Scope.DEV).distinct().toList()) {
      boolean ranked = scope.equals(headline);
      List<DatasetNote> datasets =
          results.experiment().datasets(scope).stream()
              .filter(dataset -> ranked || !headline.holds(dataset))
              .toList();
      if (!datasets.isEmpty()) {
        String names = String.join(", ", datasets.stream().map(DatasetNote::name).toList());
        String role = ranked ? "Ranked on " : "Kept apart: ";
        data.add(
            role
                + scope.count(datasets.size())
                + ", "
                + names
                + (ranked ? results.mark() : "")
                + ".");
      }
    }
    return data;
  }

  private static List<String> cost(Results results, List<MethodCost> costs) {
    List<String> cost = new ArrayList<>();
    results.headline().leaders().stream()
        .limit(1)
        .map(leader -> of(costs, leader.method()))
        .flatMap(Optional::stream)
        .forEach(c -> cost.add(sentence(results, c)));
    results
        .baseline()
        .filter(b -> results.headline().leaders().stream().noneMatch(l -> l.method().equals(b)))
        .flatMap(baseline -> of(costs, baseline))
        .ifPresent(c -> cost.add(sentence(results, c)));
    ComputeComparison.of(results.experiment()).sentence(results).ifPresent(cost::add);
    return cost;
  }

  private static Optional<MethodCost> of(List<MethodCost> costs, MethodNote method) {
    return costs.stream()
        .filter(c -> c.method().equals(method) && !Double.isNaN(c.trainingSeconds()))
        .findFirst();
  }

  private static String sentence(Results results, MethodCost cost) {
    return "A run of "
        + results.name(cost.method())
        + " takes "
        + NumberText.duration(cost.trainingSeconds() + cost.inferenceSeconds())
        + preTraining(cost);
  }

  private static String preTraining(MethodCost cost) {
    if (cost.trainedByOthers()) {
      return "; its weights were pre-trained by others.";
    }
    return cost.preTrainingSeconds() > 0
        ? " after " + NumberText.duration(cost.preTrainingSeconds()) + " of pre-training."
        : " and no pre-training.";
  }

  private static List<String> claims(Results results, ClaimAnswers claims) {
    List<String> said = new ArrayList<>();
    if (!claims.all().isEmpty()) {
      said.add(claims.sentence());
      if (hardlyLearnt(results).isPresent()) {
        said.add("The networks have hardly learnt to segment: whatever is answered says little.");
      }
      if (results.experiment().rows().seeds().size() == 1) {
        said.add("Answered with one seed alone; others may answer otherwise.");
      }
    }
    return said;
  }

  private static List<String> wrong(Results results, List<ExampleCase> shown) {
    List<String> wrong = new ArrayList<>();
    Unfinished.runs(results.experiment().summary().runs()).ifPresent(wrong::add);
    wrong.addAll(Unfinished.preTrainings(results));
    if (wrong.isEmpty() && !results.scores().cells().stream().allMatch(MethodScore::complete)) {
      wrong.add("Some methods lack rows that others have; see what is lacking.");
    }
    wrong.addAll(ControlsSection.gaps(results));
    int missing = results.experiment().all().missing().rowCount();
    if (missing > 0) {
      wrong.add(NumberText.count(missing, "prediction") + " missing, each scored 0.");
    }
    if (wrong.isEmpty()) {
      wrong.add("Every run that was started is done, and no prediction is missing.");
    }
    SkippedSteps.of(results.experiment()).sentence().ifPresent(wrong::add);
    hardlyLearnt(results).ifPresent(wrong::add);
    zeros(results).ifPresent(wrong::add);
    for (MethodRank leader : results.headline().leaders().stream().limit(1).toList()) {
      shown.stream()
          .filter(c -> c.method().equals(leader.method().id()))
          .filter(c -> c.standing().contains("worst"))
          .min((a, b) -> Double.compare(a.dice(), b.dice()))
          .ifPresent(
              c ->
                  wrong.add(
                      results.name(leader.method())
                          + "'s worst case is "
                          + c.caseId()
                          + " of "
                          + c.dataset()
                          + " with a Dice of "
                          + NumberText.percent(c.dice())
                          + "\u00a0%."));
    }
    return wrong;
  }

  private static Optional<String> hardlyLearnt(Results results) {
    return results.headline().all().stream()
        .map(MethodRank::meanDice)
        .filter(dice -> !Double.isNaN(dice))
        .max(Double::compare)
        .filter(best -> best < LEAST_DICE)
        .map(
            best ->
                "The best mean Dice is "
                    + NumberText.percent(best)
                    + "\u00a0%: the networks have hardly learnt to segment, and their order says"
                    + " little of their starts.");
  }

  /** Classes that a method never finds at all, which a mean over classes hides. */
  private static Optional<String> zeros(Results results) {
    long lost = 0;
    long classes = 0;
    for (MethodScore cell : results.scores().cells()) {
      for (ClassSummary score : cell.classes()) {
        if (!Double.isNaN(cell.dice(score.label()))) {
          classes++;
          lost += score.dice() == 0 ? 1 : 0;
        }
      }
    }
    return lost == 0
        ? Optional.empty()
        : Optional.of(
            "A class is missed altogether (Dice 0 in every case) in "
                + lost
                + " of "
                + NumberText.count(classes, "pair")
                + " of method and class.");
  }
}
