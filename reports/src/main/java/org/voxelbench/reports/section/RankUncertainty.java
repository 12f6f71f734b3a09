package org.voxelbench.reports.section;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.ScopeStatistics;
import org.voxelbench.reports.statistics.LeaveOut;
import org.voxelbench.reports.statistics.RankSamples;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;

/** How sure the average ranks of a scope are, by resampled cases and by leaving out. */
final class RankUncertainty {

  private final List<String> names;
  private final ScopeStatistics scope;
  private final String mark;

  RankUncertainty(Results results, ScopeStatistics scope) {
    names = List.copyOf(results.names().values());
    this.scope = scope;
    mark = results.mark();
  }

  StatisticsPart part() {
    List<HtmlTable> tables = new ArrayList<>();
    scope.samples().ifPresent(samples -> tables.add(intervals(samples)));
    List<HtmlTable> folded = new ArrayList<>();
    if (!scope.withoutDataset().isEmpty() || !scope.withoutMethod().isEmpty()) {
      folded.add(leftOut());
    }
    return new StatisticsPart(
        "ranks",
        scope.scope().key(),
        "Average ranks over " + scope.scope().count(scope.datasets().size()) + mark,
        sentences(),
        tables,
        folded);
  }

  private List<String> sentences() {
    if (names.size() == 1) {
      return List.of("There is one method, so nothing to rank.");
    }
    List<String> sentences = new ArrayList<>();
    scope
        .samples()
        .ifPresentOrElse(
            samples -> {
              sentences.add(leader(samples));
              sentences.add(agreement(samples.agreement(), samples.sampled().length));
            },
            () ->
                sentences.add(
                    "There is one case on each data set, so no interval can be computed."));
    sentences.add(
        scope.withoutDataset().isEmpty()
            ? "There is one data set, so none can be left out."
            : leadWithout("data set", scope.withoutDataset(), List.of()));
    sentences.add(leadWithout("method", scope.withoutMethod(), scope.withoutMethod()));
    return sentences;
  }

  private String leader(RankSamples samples) {
    double[] order = samples.full();
    double best = Arrays.stream(order).min().orElseThrow();
    double[][] places = samples.places();
    List<String> leaders = new ArrayList<>();
    for (int m = 0; m < order.length; m++) {
      if (order[m] == best) {
        leaders.add(
            "%s has the average rank %s, within %s in 95 %% of the samples, and is first in %s %%"
                .formatted(
                    names.get(m),
                    NumberText.rank(order[m]),
                    NumberText.ranks(samples.interval(m)),
                    NumberText.percent(places[m][0])));
      }
    }
    return String.join("; ", leaders) + " of them, ties in equal parts" + mark + ".";
  }

  private static String agreement(RankSamples.Agreement agreement, int samples) {
    if (agreement.defined() == 0) {
      return "Kendall's tau of the samples has no value: a ranking that ties all methods has no"
          + " order to agree on.";
    }
    String part =
        agreement.defined() == samples
            ? ""
            : " (over the %s of %s samples that do not tie all methods)"
                .formatted(Integer.toString(agreement.defined()), Integer.toString(samples));
    return "Kendall's tau-b of the samples' order of the methods against the full one is %s in the"
            .formatted(NumberText.rank(agreement.median()))
        + " median and within "
        + NumberText.ranks(agreement.interval())
        + " in 95 %"
        + part
        + "; 1 is the same order, 0 none in common, -1 the reverse.";
  }

  /**
   * @param ownLines lines whose left-out method is no news if it led
   */
  private String leadWithout(String kind, List<LeaveOut> lines, List<LeaveOut> ownLines) {
    Set<String> full = names(new LeaveOut("", scope.averageRanks(), 1).leaders());
    List<String> changes = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      LeaveOut line = lines.get(i);
      Set<String> expected = new LinkedHashSet<>(full);
      if (!ownLines.isEmpty()) {
        expected.remove(names.get(i));
      }
      Set<String> leaders = names(line.leaders());
      if (!expected.isEmpty() && !leaders.equals(expected)) {
        String name = ownLines.isEmpty() ? line.leftOut() : names.get(i);
        changes.add("without " + name + ", " + NumberText.enumerate(List.copyOf(leaders)));
      }
    }
    return changes.isEmpty()
        ? "Whichever " + kind + " is left out, the others have the same lead."
        : "Leaving out a " + kind + " changes who leads: " + String.join("; ", changes) + ".";
  }

  private Set<String> names(List<Integer> places) {
    Set<String> chosen = new LinkedHashSet<>();
    places.forEach(m -> chosen.add(names.get(m)));
    return chosen;
  }

  private HtmlTable intervals(RankSamples samples) {
    List<HtmlCell> head = new ArrayList<>(List.of(HtmlCell.text("Method")));
    head.add(HtmlCell.numbers("Average rank"));
    head.add(HtmlCell.numbers("95 % interval"));
    for (int place = 1; place <= names.size(); place++) {
      head.add(HtmlCell.numbers("Place " + place));
    }
    double[][] places = samples.places();
    List<List<HtmlCell>> body = new ArrayList<>();
    for (int m = 0; m < names.size(); m++) {
      List<HtmlCell> row = new ArrayList<>(List.of(HtmlCell.text(names.get(m))));
      row.add(HtmlCell.number(NumberText.rank(samples.full()[m]), samples.full()[m]));
      row.add(HtmlCell.number(NumberText.ranks(samples.interval(m)), samples.interval(m).low()));
      for (double share : places[m]) {
        row.add(HtmlCell.number(NumberText.percent(share), share));
      }
      body.add(row);
    }
    return new HtmlTable(
        id("rank-intervals"),
        "Average rank over "
            + scope.scope().plural()
            + ", where 95 % of the samples have it, and in how many % of them the method takes"
            + " each place"
            + mark,
        head,
        body);
  }

  private HtmlTable leftOut() {
    List<HtmlCell> head = new ArrayList<>(List.of(HtmlCell.text("Without")));
    names.forEach(name -> head.add(HtmlCell.numbers(name)));
    head.add(HtmlCell.numbers("Kendall's tau"));
    List<List<HtmlCell>> body = new ArrayList<>();
    body.add(line("nothing", new LeaveOut("", scope.averageRanks(), 1)));
    scope.withoutDataset().forEach(line -> body.add(line(line.leftOut(), line)));
    for (int m = 0; m < scope.withoutMethod().size(); m++) {
      body.add(line(names.get(m), scope.withoutMethod().get(m)));
    }
    return new HtmlTable(
        id("left-out"),
        "Average ranks over "
            + scope.scope().plural()
            + " without one data set or one method, and Kendall's tau-b with the full order of the"
            + " same methods"
            + mark,
        head,
        body);
  }

  private static List<HtmlCell> line(String title, LeaveOut line) {
    List<HtmlCell> row = new ArrayList<>(List.of(HtmlCell.text(title)));
    for (double rank : line.averageRanks()) {
      row.add(HtmlCell.number(NumberText.rank(rank), rank));
    }
    row.add(HtmlCell.number(NumberText.rank(line.tau()), line.tau()));
    return row;
  }

  private String id(String name) {
    return name + "-" + scope.scope().key() + "-table";
  }
}
