package org.voxelbench.reports.section;

import static org.voxelbench.reports.table.ReportTable.number;
import static org.voxelbench.reports.table.ReportTable.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.voxelbench.reports.ranking.ComparableRows;
import org.voxelbench.reports.ranking.Cost;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.rows.Mean;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.reports.table.ReportTable;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ExperimentSummary.RecipeNote;

/**
 * How much training each contender got, where entries of methods have recipes of pre-training of
 * their own.
 *
 * @param amounts one per contender, in the protocol's order; none where all recipes are common
 */
public record ComputeComparison(List<Amount> amounts) {

  /**
   * What one method got.
   *
   * @param device {@code CPU} or {@code GPU}, or both; empty if no run finished
   * @param preTrainingHours CPU- or GPU-hours of its pre-training, mean over runs and data sets
   * @param runHours the same of a run with its inference, without pre-training
   */
  private record Amount(
      MethodNote method,
      RecipeNote recipe,
      String device,
      double preTrainingHours,
      double runHours) {

    /** Whether the benchmark pre-trained it, so that its compute is known. */
    boolean preTrained() {
      return recipe.preTrainingSteps() > 0;
    }
  }

  public static ComputeComparison of(ComparableRows experiment) {
    if (!experiment.summary().recipesDiffer()) {
      return new ComputeComparison(List.of());
    }
    List<Cost> costs = Cost.of(experiment);
    List<Amount> amounts = new ArrayList<>();
    for (MethodNote method : experiment.methods()) {
      List<Cost> own = costs.stream().filter(cost -> cost.method().equals(method)).toList();
      experiment.summary().recipes().stream()
          .filter(recipe -> recipe.method().equals(method.id()))
          .forEach(recipe -> amounts.add(amount(method, recipe, own)));
    }
    return new ComputeComparison(List.copyOf(amounts));
  }

  private static Amount amount(MethodNote method, RecipeNote recipe, List<Cost> costs) {
    boolean known = !Double.isNaN(recipe.preTrainingSteps());
    return new Amount(
        method,
        recipe,
        costs.stream()
            .map(Cost::device)
            .filter(device -> !device.isEmpty())
            .distinct()
            .sorted()
            .collect(Collectors.joining(" and ")),
        known ? mean(costs, Cost::preTrainingDeviceHours) : Double.NaN,
        mean(costs, cost -> cost.deviceHours() - cost.preTrainingDeviceHours()));
  }

  private static double mean(List<Cost> costs, ToDoubleFunction<Cost> hours) {
    return Mean.of(costs.stream().map(cost -> hours.applyAsDouble(cost)).toList());
  }

  /**
   * How far apart pre-trainings are, as a sentence; empty where fewer than two contenders have one
   * or all recipes are common.
   */
  Optional<String> sentence(Results results) {
    List<Amount> ordered =
        amounts.stream()
            .filter(Amount::preTrained)
            .sorted(Comparator.comparingDouble(ComputeComparison::voxels))
            .toList();
    if (ordered.size() < 2) {
      return Optional.empty();
    }
    Amount least = ordered.get(0);
    Amount most = ordered.get(ordered.size() - 1);
    boolean alike = voxels(least) == voxels(most);
    return Optional.of(
        "Recipes of pre-training differ between methods, which "
            + (alike
                ? "all see " + NumberText.amount(voxels(most)) + " voxels"
                : "see from " + words(least, results) + " to " + words(most, results))
            + "; more under \"Cost\".");
  }

  private static double voxels(Amount amount) {
    return amount.recipe().preTrainingVoxels();
  }

  private static String words(Amount amount, Results results) {
    return NumberText.amount(voxels(amount)) + " voxels (" + results.name(amount.method()) + ")";
  }

  /** One row per contender. */
  public ReportTable table() {
    ReportTable table =
        ReportTable.of(
            "compute",
            text("method"),
            text("own_recipe"),
            number("pre_training_steps"),
            number("pre_training_voxels"),
            number("mean_pre_training_device_hours"),
            number("training_steps"),
            number("training_voxels"),
            number("mean_run_device_hours"),
            text("device"));
    for (Amount amount : amounts) {
      RecipeNote recipe = amount.recipe();
      table.row(
          amount.method().id(),
          String.join("; ", recipe.own()),
          recipe.preTrainingSteps(),
          recipe.preTrainingVoxels(),
          amount.preTrainingHours(),
          recipe.trainingSteps(),
          recipe.trainingVoxels(),
          amount.runHours(),
          amount.device());
    }
    return table;
  }

  /** The same for the page. */
  HtmlTable html(Results results) {
    List<HtmlCell> head = new ArrayList<>(List.of(HtmlCell.text("Method")));
    for (String title :
        List.of(
            "Steps of pre-training",
            "Voxels seen",
            "CPU- or GPU-hours",
            "Steps of a training",
            "Its voxels",
            "Its CPU- or GPU-hours")) {
      head.add(HtmlCell.numbers(title));
    }
    return new HtmlTable(
        "compute-table",
        "Compute of methods whose recipes differ, per pre-training and per training on a data set:"
            + " voxels are those of all patches taken from images, before a method crops, masks or"
            + " mixes them; those of a training are means over data sets, and its hours include"
            + " inference",
        head,
        amounts.stream().map(amount -> row(amount, results)).toList());
  }

  private static List<HtmlCell> row(Amount amount, Results results) {
    RecipeNote recipe = amount.recipe();
    return List.of(
        HtmlCell.text(results.name(amount.method())),
        steps(recipe.preTrainingSteps()),
        figure(recipe.preTrainingVoxels()),
        hours(amount.preTrainingHours(), amount.device()),
        steps(recipe.trainingSteps()),
        figure(recipe.trainingVoxels()),
        hours(amount.runHours(), amount.device()));
  }

  private static HtmlCell steps(double steps) {
    return HtmlCell.number(NumberText.fixed(steps, 0), steps);
  }

  private static HtmlCell figure(double voxels) {
    return HtmlCell.number(NumberText.amount(voxels), voxels);
  }

  private static HtmlCell hours(double hours, String device) {
    return HtmlCell.number(NumberText.fixed(hours, 3) + " " + device, hours);
  }
}
