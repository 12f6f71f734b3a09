package org.voxelbench.reports.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.voxelbench.reports.ranking.Cost;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ExperimentSummary.RecipeNote;
import org.voxelbench.results.ExperimentSummary.TestUseNote;

/**
 * What stands behind the numbers.
 *
 * @param protocol the protocol in words, one sentence an entry
 * @param hash hash of its canonical form
 * @param command how to run it again
 * @param datasets data sets with citation and licence
 * @param methods methods with citation and licence
 * @param machine machine, engine and versions
 * @param cost time and memory of the runs
 * @param compute how much training methods got; without rows where all recipes are common
 * @param skippedSteps trainings with steps that were skipped; without rows if there are none
 * @param testUse how often each method's settings were tried on test data; without rows if never
 */
public record ProvenanceSection(
    List<String> protocol,
    String hash,
    String command,
    HtmlTable datasets,
    HtmlTable methods,
    HtmlTable machine,
    HtmlTable cost,
    HtmlTable compute,
    HtmlTable skippedSteps,
    HtmlTable testUse) {

  public static ProvenanceSection of(Results results) {
    ExperimentSummary summary = results.experiment().summary();
    return new ProvenanceSection(
        summary.protocolText(),
        summary.protocolHash(),
        summary.command(),
        datasets(summary),
        methods(results),
        machine(summary),
        cost(results),
        ComputeComparison.of(results.experiment()).html(results),
        SkippedSteps.of(results.experiment()).html(results),
        testUse(results));
  }

  private static HtmlTable datasets(ExperimentSummary summary) {
    List<List<HtmlCell>> body = new ArrayList<>();
    for (DatasetNote dataset : summary.datasets()) {
      body.add(
          List.of(
              HtmlCell.text(dataset.name()),
              HtmlCell.text(dataset.role()),
              HtmlCell.text(dataset.modality()),
              HtmlCell.text(String.join(", ", dataset.labels())),
              HtmlCell.count(dataset.cases()),
              HtmlCell.text(dataset.citation()),
              HtmlCell.text(dataset.licence())));
    }
    List<HtmlCell> head = new ArrayList<>(titles("Data set", "Role", "Modality", "Classes"));
    head.add(HtmlCell.numbers("Cases"));
    head.addAll(titles("Citation", "Licence"));
    return new HtmlTable("datasets-table", "Data sets of the protocol", head, body);
  }

  private static HtmlTable methods(Results results) {
    List<HtmlCell> head = new ArrayList<>(titles("Method", "Id in tables"));
    ExperimentSummary summary = results.experiment().summary();
    if (summary.recipesDiffer()) {
      head.add(HtmlCell.text("Recipe of pre-training"));
    }
    head.addAll(titles("Citation", "Licence"));
    List<List<HtmlCell>> body = new ArrayList<>();
    for (MethodNote method : summary.methods()) {
      List<HtmlCell> row = new ArrayList<>();
      row.add(HtmlCell.text(results.title(method)));
      row.add(HtmlCell.text(method.id()));
      if (summary.recipesDiffer()) {
        row.add(HtmlCell.text(recipe(summary, method)));
      }
      row.add(HtmlCell.text(method.citation()));
      row.add(HtmlCell.text(method.licence()));
      body.add(row);
    }
    return new HtmlTable("methods-table", "Methods of the protocol", head, body);
  }

  private static String recipe(ExperimentSummary summary, MethodNote method) {
    return summary.recipes().stream()
        .filter(recipe -> recipe.method().equals(method.id()))
        .findFirst()
        .map(RecipeNote::words)
        .orElse(NumberText.NONE);
  }

  private static HtmlTable machine(ExperimentSummary summary) {
    List<List<HtmlCell>> body = new ArrayList<>();
    for (Map.Entry<String, String> entry : summary.machine().entrySet()) {
      body.add(List.of(HtmlCell.text(entry.getKey()), HtmlCell.text(entry.getValue())));
    }
    return new HtmlTable(
        "machine-table", "Machine, engine and versions", titles("What", "Value"), body);
  }

  private static HtmlTable cost(Results results) {
    List<HtmlCell> head = new ArrayList<>(titles("Data set", "Method"));
    for (String title :
        List.of(
            "Runs done",
            "Training",
            "Pre-training",
            "Inference",
            "CPU- or GPU-hours",
            "Peak memory",
            "Energy")) {
      head.add(HtmlCell.numbers(title));
    }
    List<List<HtmlCell>> body = new ArrayList<>();
    for (Cost cost : Cost.of(results.experiment())) {
      body.add(
          List.of(
              HtmlCell.text(cost.dataset()),
              HtmlCell.text(results.name(cost.method())),
              HtmlCell.number(cost.done() + " of " + cost.runs(), cost.done()),
              duration(cost.trainingSeconds()),
              duration(cost.preTrainingSeconds()),
              duration(cost.inferenceSeconds()),
              HtmlCell.number(
                  NumberText.fixed(cost.deviceHours(), 3) + " " + cost.device(),
                  cost.deviceHours()),
              HtmlCell.number(NumberText.memory(cost.peakMemoryBytes()), cost.peakMemoryBytes()),
              HtmlCell.number(NumberText.energy(cost.energyJoules()), cost.energyJoules())));
    }
    return new HtmlTable(
        "cost-table",
        "Mean time of a finished run and its highest memory; pre-training is the whole of what the"
            + " run builds on, and may be shared by several; a CPU's hours count each core it was"
            + " given, and energy is that of the whole processor or card, where the machine tells;"
            + " both include pre-training",
        head,
        body);
  }

  private static HtmlTable testUse(Results results) {
    List<List<HtmlCell>> body = new ArrayList<>();
    Map<String, String> names = results.experiment().methodNames();
    for (TestUseNote use : results.experiment().summary().testUse()) {
      body.add(
          List.of(
              HtmlCell.text(use.dataset()),
              HtmlCell.text(names.getOrDefault(use.method(), use.method())),
              HtmlCell.count(use.settings()),
              HtmlCell.count(use.runs()),
              HtmlCell.count(use.allRuns()),
              HtmlCell.count(use.protocols())));
    }
    List<HtmlCell> head = new ArrayList<>(titles("Data set", "Method"));
    for (String title :
        List.of("Settings tried", "Runs of these settings", "Runs of all settings", "Protocols")) {
      head.add(HtmlCell.numbers(title));
    }
    return new HtmlTable(
        "test-use-table",
        "What the ledger holds of each method on test data, this experiment and all that share the"
            + " ledger together; a run that was evaluated twice counts once",
        head,
        body);
  }

  private static HtmlCell duration(double seconds) {
    return HtmlCell.number(NumberText.duration(seconds), seconds);
  }

  private static List<HtmlCell> titles(String... titles) {
    return List.of(titles).stream().map(HtmlCell::text).toList();
  }
}
