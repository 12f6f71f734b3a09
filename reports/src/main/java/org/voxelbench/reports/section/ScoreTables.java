package org.voxelbench.reports.section;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.voxelbench.reports.ranking.ClassSummary;
import org.voxelbench.reports.ranking.MethodRank;
import org.voxelbench.reports.ranking.MethodScore;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.Scope;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;

/** Ranks and Dice as tables of the page: a row for a data set, a column for a method. */
public final class ScoreTables {

  private final Results results;

  public ScoreTables(Results results) {
    this.results = results;
  }

  public HtmlTable averageRanks() {
    List<HtmlCell> head = new ArrayList<>(List.of(HtmlCell.text("Method")));
    for (Ranking standings : scopes(results)) {
      head.add(HtmlCell.numbers("Rank, " + standings.scope().key()));
      head.add(HtmlCell.numbers("Dice, " + standings.scope().key()));
    }
    head.add(HtmlCell.numbers("Missing"));
    List<List<HtmlCell>> body = new ArrayList<>();
    for (MethodRank standing : results.headline().ordered()) {
      MethodNote method = standing.method();
      List<HtmlCell> row = new ArrayList<>(List.of(HtmlCell.text(results.name(method))));
      for (Ranking standings : scopes(results)) {
        MethodRank own = of(standings, method);
        row.add(
            HtmlCell.number(NumberText.rank(own.averageRank()), own.averageRank())
                .best(best(standings, own, MethodRank::averageRank)));
        row.add(dice(own.meanDice()).best(best(standings, own, s -> -s.meanDice())));
      }
      row.add(HtmlCell.count(of(results.standings(Scope.ALL), method).missing()));
      body.add(row);
    }
    String over =
        scopes(results).stream()
            .map(s -> s.scope().key() + ": " + s.scope().count(s.datasets()))
            .collect(Collectors.joining("; "));
    return new HtmlTable(
        "average-ranks-table",
        "Average rank and mean Dice in % ("
            + over
            + "); missing: data sets where a method has no result; a star marks the best"
            + results.mark(),
        head,
        body,
        controls());
  }

  /** One row for each control: its Dice, and no rank. */
  private List<List<HtmlCell>> controls() {
    List<List<HtmlCell>> rows = new ArrayList<>();
    for (MethodNote control : results.experiment().controls()) {
      List<HtmlCell> row = new ArrayList<>(List.of(HtmlCell.text(results.title(control))));
      for (Ranking standings : scopes(results)) {
        row.add(HtmlCell.number("", Double.NaN));
        row.add(dice(results.controlDice(control, standings.scope())));
      }
      long missing =
          results.experiment().datasets().stream()
              .filter(dataset -> Double.isNaN(results.controlDice(control, dataset)))
              .count();
      row.add(HtmlCell.count(missing));
      rows.add(row);
    }
    return rows;
  }

  public HtmlTable dice() {
    List<MethodNote> controls = results.experiment().controls();
    List<List<HtmlCell>> body = new ArrayList<>();
    for (DatasetNote dataset : results.experiment().datasets()) {
      List<HtmlCell> row = new ArrayList<>(title(dataset));
      row.addAll(dice(results.scores().cells(dataset).stream().map(MethodScore::dice).toList()));
      controls.forEach(control -> row.add(dice(results.controlDice(control, dataset))));
      body.add(row);
    }
    List<List<HtmlCell>> foot = new ArrayList<>();
    for (Ranking standings : scopes(results)) {
      List<HtmlCell> row = new ArrayList<>();
      row.add(average("Mean", standings));
      row.add(HtmlCell.text(""));
      row.addAll(dice(standings.all().stream().map(MethodRank::meanDice).toList()));
      controls.forEach(control -> row.add(dice(results.controlDice(control, standings.scope()))));
      foot.add(row);
    }
    List<HtmlCell> head = new ArrayList<>(head("Role"));
    controls.forEach(control -> head.add(HtmlCell.numbers(results.title(control))));
    return new HtmlTable(
        "dice-table", "Dice in % on each data set; a star marks the best", head, body, foot);
  }

  /** The spread over seeds; without rows if there is one seed. */
  public HtmlTable seeds() {
    List<List<HtmlCell>> body = new ArrayList<>();
    for (DatasetNote dataset : results.experiment().datasets()) {
      List<MethodScore> cells = results.scores().cells(dataset);
      if (cells.stream().anyMatch(cell -> cell.seeds() > 1)) {
        List<HtmlCell> row = new ArrayList<>(title(dataset));
        cells.forEach(cell -> row.add(deviation(cell)));
        body.add(row);
      }
    }
    return new HtmlTable(
        "seeds-table",
        "Spread over seeds: standard deviation (n - 1) of the Dice, in points of %, of trainings"
            + " that differ in their seed alone; in brackets, how many seeds",
        head("Role"),
        body);
  }

  private static HtmlCell deviation(MethodScore cell) {
    double deviation = cell.deviation();
    return HtmlCell.number(NumberText.percent(deviation) + " (" + cell.seeds() + ")", deviation);
  }

  public HtmlTable classes() {
    List<List<HtmlCell>> body = new ArrayList<>();
    for (DatasetNote dataset : results.experiment().datasets()) {
      List<MethodScore> cells = results.scores().cells(dataset);
      for (ClassSummary score : cells.get(0).classes()) {
        List<HtmlCell> row = new ArrayList<>();
        row.add(HtmlCell.text(dataset.name()));
        row.add(HtmlCell.text(score.label()));
        row.addAll(dice(cells.stream().map(c -> c.dice(score.label())).toList()));
        body.add(row);
      }
    }
    return new HtmlTable(
        "classes-table", "Dice in % of each class; a star marks the best", head("Class"), body);
  }

  public HtmlTable ranks() {
    Ranking all = results.standings(Scope.ALL);
    List<List<HtmlCell>> body = new ArrayList<>();
    for (DatasetNote dataset : results.experiment().datasets()) {
      List<HtmlCell> row = new ArrayList<>(title(dataset));
      List<HtmlCell> ranks = new ArrayList<>(ranks(all.ranks().get(dataset.name())));
      List<MethodScore> cells = results.scores().cells(dataset);
      for (int m = 0; m < cells.size(); m++) {
        if (Double.isNaN(cells.get(m).dice())) {
          ranks.set(m, ranks.get(m).with(" (missing)"));
        }
      }
      row.addAll(ranks);
      body.add(row);
    }
    List<List<HtmlCell>> foot = new ArrayList<>();
    for (Ranking standings : scopes(results)) {
      List<HtmlCell> row = new ArrayList<>();
      row.add(average("Average", standings));
      row.add(HtmlCell.text(""));
      row.addAll(ranks(standings.all().stream().mapToDouble(MethodRank::averageRank).toArray()));
      foot.add(row);
    }
    return new HtmlTable(
        "ranks-table",
        "Rank on each data set; a star marks the best" + results.mark(),
        head("Role"),
        body,
        foot);
  }

  /** With one role only, the average over all data sets would say the same twice. */
  static List<Ranking> scopes(Results results) {
    boolean oneRole =
        List.of(Scope.TEST, Scope.DEV).stream()
            .anyMatch(role -> results.experiment().datasets(role).isEmpty());
    return results.standings().stream()
        .filter(standings -> !oneRole || !standings.scope().equals(Scope.ALL))
        .toList();
  }

  private List<HtmlCell> head(String second) {
    List<HtmlCell> head =
        new ArrayList<>(List.of(HtmlCell.text("Data set"), HtmlCell.text(second)));
    results.names().values().forEach(name -> head.add(HtmlCell.numbers(name)));
    return head;
  }

  private static HtmlCell average(String what, Ranking standings) {
    return HtmlCell.text(what + ", " + standings.scope().key() + " (" + standings.datasets() + ")");
  }

  private static List<HtmlCell> title(DatasetNote dataset) {
    return List.of(HtmlCell.text(dataset.name()), HtmlCell.text(dataset.role()));
  }

  private static List<HtmlCell> dice(List<Double> dice) {
    double best = dice.stream().filter(d -> !Double.isNaN(d)).reduce(Double.NaN, ScoreTables::max);
    return dice.stream().map(d -> dice(d).best(d == best && differ(dice))).toList();
  }

  /** Where all are equal none is best, and one alone is best of nothing. */
  private static boolean differ(List<Double> values) {
    return values.stream().distinct().count() > 1;
  }

  private static double max(double a, double b) {
    return Double.isNaN(a) ? b : Math.max(a, b);
  }

  private static HtmlCell dice(double dice) {
    return HtmlCell.number(NumberText.percent(dice), dice);
  }

  private static List<HtmlCell> ranks(double[] ranks) {
    double best = Arrays.stream(ranks).min().orElseThrow();
    return Arrays.stream(ranks)
        .mapToObj(
            r ->
                HtmlCell.number(NumberText.rank(r), r)
                    .best(r == best && differ(Arrays.stream(ranks).boxed().toList())))
        .toList();
  }

  private static MethodRank of(Ranking standings, MethodNote method) {
    return standings.all().stream()
        .filter(s -> s.method().id().equals(method.id()))
        .findFirst()
        .orElseThrow();
  }

  /** Whether a method has the lowest value, and some other a higher one. */
  private static boolean best(
      Ranking standings, MethodRank own, ToDoubleFunction<MethodRank> value) {
    double[] known =
        standings.all().stream()
            .mapToDouble(value)
            .filter(v -> !Double.isNaN(v))
            .sorted()
            .toArray();
    return known.length > 0
        && value.applyAsDouble(own) == known[0]
        && known[0] < known[known.length - 1];
  }
}
