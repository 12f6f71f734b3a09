package org.voxelbench.reports.section;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.reports.controls.ControlEffect;
import org.voxelbench.reports.controls.Controls;
import org.voxelbench.reports.controls.Trial;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.Scope;
import org.voxelbench.reports.rows.Mean;
import org.voxelbench.reports.statistics.effect.PairedEffect;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.Control;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.TrainingCases;

/**
 * What the controls show.
 *
 * @param sentences what it means; none if there are no controls
 * @param table the differences
 * @param mark what stands behind a rank that can't be read; empty if it can
 */
public record ControlsSection(List<String> sentences, HtmlTable table, String mark) {

  private static final String QUESTION =
      "whether the protocol tells a good start from a bad one: where no method leads, the starts may"
          + " be alike, or the experiment too small to show a difference.";

  public static ControlsSection of(Results results) {
    List<String> sentences = new ArrayList<>();
    if (!results.controls().all().isEmpty()) {
      sentences.add(answer(results));
      sentences.addAll(roles(results));
      sentences.addAll(elsewhere(results));
      sentences.addAll(gaps(results));
      sentences.add(
          "Differences are the control's mean Dice less that of the other. Their intervals of 95 %"
              + " and p allow for other cases of these data sets and, where there are several"
              + " seeds, for other seeds.");
    }
    return new ControlsSection(List.copyOf(sentences), table(results), results.mark());
  }

  /** What the controls show, in one sentence, or what can't be known without them. */
  public static String answer(Results results) {
    Controls controls = results.controls();
    return switch (controls.reading()) {
      case NONE -> "Without controls this report can't know " + QUESTION;
      case UNKNOWN -> unknown(results);
      case TELLS ->
          "This protocol tells a good start from "
              + bad(controls)
              + " by "
              + measured(results, controls.main().orElseThrow(), "")
              + ".";
      case BLIND ->
          "This protocol doesn't tell a good start from "
              + bad(controls)
              + ": the good one is "
              + measured(
                  results,
                  controls.main().orElseThrow(),
                  behind(controls.main().orElseThrow()) ? " behind" : " ahead")
              + ".";
      case NEGATIVE_AHEAD -> negativeAhead(results, controls.negativeLead().orElseThrow());
    };
  }

  /** What the good start is told from. */
  private static String bad(Controls controls) {
    boolean fromNegative = controls.main().orElseThrow().other().control() == Control.NEGATIVE;
    return fromNegative ? "a bad one" : "none at all";
  }

  /** Such as {@code 30.40 Dice points (95 % interval ...), at 4 training cases, over 2 sets}. */
  private static String measured(Results results, ControlEffect lead, String relation) {
    PairedEffect effect = lead.effect().orElseThrow();
    return NumberText.percent(Math.abs(effect.effect()))
        + " Dice points"
        + relation
        + " ("
        + EffectText.sureness(effect)
        + ")"
        + EffectText.at(lead.trials())
        + ", over "
        + over(results, lead);
  }

  private static boolean behind(ControlEffect lead) {
    double effect = lead.effect().orElseThrow().effect();
    return effect < 0 && !NumberText.percent(-effect).equals("0.00");
  }

  private static String negativeAhead(Results results, ControlEffect lead) {
    return "A start that has learnt nothing of use, "
        + results.name(lead.method())
        + ", is "
        + measured(results, lead, " above " + results.name(lead.other()))
        + ": a lead needn't come from what was learnt.";
  }

  private static String unknown(Results results) {
    Controls controls = results.controls();
    if (controls.positive().isEmpty()) {
      return "Without a positive control this report can't know " + QUESTION;
    }
    return "The controls have no complete result to compare, so this report can't know " + QUESTION;
  }

  private static String over(Results results, ControlEffect effect) {
    Scope scope = results.headline().scope();
    int all = results.controls().ranked().size();
    int own = effect.trials().size();
    return own == all ? scope.count(own) : own + " of " + scope.count(all);
  }

  private static List<String> roles(Results results) {
    Controls controls = results.controls();
    List<String> roles = new ArrayList<>();
    controls
        .positive()
        .ifPresent(
            method ->
                roles.add(
                    results.name(method)
                        + " is the positive control: a start that is known to be good."));
    controls
        .negative()
        .ifPresent(
            method ->
                roles.add(
                    results.name(method)
                        + " is the negative control: a start of the same cost that has learnt"
                        + " nothing of use."));
    roles.add(
        controls.scratch().isPresent()
            ? "Controls are no contenders and take no rank; beside each other they are compared with "
                + results.name(controls.scratch().get())
                + "."
            : "Controls are no contenders and take no rank. No method trains from scratch, so they"
                + " are compared with each other alone.");
    return roles;
  }

  /**
   * Where the controls were compared at another number of training cases than ranks are read at.
   */
  private static List<String> elsewhere(Results results) {
    return results.controls().effects().stream()
        .filter(effect -> effect.dataset().isPresent())
        .flatMap(effect -> effect.trials().stream())
        .distinct()
        .filter(trial -> !trial.trainingCases().equals(readAt(results, trial)))
        .map(
            trial ->
                "On "
                    + trial.dataset().name()
                    + " the controls are compared at "
                    + trial.trainingCases().words()
                    + ", the largest number that they share: ranks are read there at "
                    + readAt(results, trial).words()
                    + ", where the control has no rows.")
        .toList();
  }

  private static TrainingCases readAt(Results results, Trial trial) {
    return results.experiment().readAt(trial.dataset());
  }

  /** What controls lack. */
  static List<String> gaps(Results results) {
    List<String> gaps = new ArrayList<>();
    for (Trial trial : results.trials().all()) {
      for (MethodNote control : results.controls().all()) {
        List<String> lacking = trial.gaps().get(results.trials().place(control));
        if (!lacking.isEmpty()) {
          gaps.add(
              results.name(control)
                  + ", a control, has no complete result on "
                  + trial.dataset().name()
                  + EffectText.at(List.of(trial))
                  + " ("
                  + String.join("; ", lacking)
                  + ").");
        }
      }
    }
    return gaps;
  }

  private static HtmlTable table(Results results) {
    List<HtmlCell> head = new ArrayList<>();
    for (String title : List.of("Over", "Control", "Compared with", "Training cases")) {
      head.add(HtmlCell.text(title));
    }
    for (String title : List.of("Dice", "Dice of the other", "Difference", "95 % interval", "p")) {
      head.add(HtmlCell.numbers(title));
    }
    List<List<HtmlCell>> body = new ArrayList<>();
    for (ControlEffect effect : results.controls().effects()) {
      effect.effect().ifPresent(known -> body.add(row(results, effect, known)));
    }
    return new HtmlTable(
        "controls-table",
        "Mean Dice in % of the controls and of what they are compared with, and the difference in"
            + " points",
        head,
        body);
  }

  private static List<HtmlCell> row(Results results, ControlEffect effect, PairedEffect known) {
    return List.of(
        HtmlCell.text(effect.dataset().orElseGet(() -> over(results, effect))),
        HtmlCell.text(results.name(effect.method())),
        HtmlCell.text(results.name(effect.other())),
        HtmlCell.text(
            String.join(
                ", ",
                effect.trials().stream().map(t -> t.trainingCases().text()).distinct().toList())),
        dice(results, effect, effect.method()),
        dice(results, effect, effect.other()),
        HtmlCell.number(NumberText.points(known.effect()), known.effect()),
        EffectText.intervalCell(known),
        HtmlCell.number(known.bounded() ? NumberText.p(known.p()) : NumberText.NONE, known.p()));
  }

  private static HtmlCell dice(Results results, ControlEffect effect, MethodNote method) {
    double dice = meanDice(results, effect, method);
    return HtmlCell.number(NumberText.percent(dice), dice);
  }

  /** Mean Dice in [0, 1] of one side of a comparison. */
  public static double meanDice(Results results, ControlEffect effect, MethodNote method) {
    int place = results.trials().place(method);
    return Mean.of(effect.trials().stream().map(trial -> trial.dice(place)).toList());
  }
}
