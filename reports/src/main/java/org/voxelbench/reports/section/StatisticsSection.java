package org.voxelbench.reports.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voxelbench.reports.ranking.MethodScore;
import org.voxelbench.reports.ranking.RankStatistics;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.ranking.RankingWords;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.ranking.Scope;
import org.voxelbench.reports.ranking.ScopeStatistics;
import org.voxelbench.reports.statistics.Bootstrap;
import org.voxelbench.reports.statistics.RankSamples;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.DatasetNote;

/**
 * How sure the ranks are, as a section of the page.
 *
 * @param rules how ranks and intervals are made, in words
 * @param parts one topic each
 */
public record StatisticsSection(List<String> rules, List<StatisticsPart> parts) {

  public static StatisticsSection of(Results results) {
    List<StatisticsPart> parts = new ArrayList<>();
    for (Ranking standings : ScoreTables.scopes(results)) {
      ScopeStatistics scope = results.statistics().scope(standings.scope());
      parts.add(new RankUncertainty(results, scope).part());
      parts.add(new AcrossDatasets(results, scope).part());
    }
    if (results.statistics().bootstrap().isPresent()) {
      parts.add(datasets(results, results.statistics().bootstrap().get()));
      parts.add(new WithinDatasets(results).part());
    }
    return new StatisticsSection(rules(results), parts);
  }

  private static List<String> rules(Results results) {
    List<String> rules = new ArrayList<>();
    if (!results.controls().reading().readable()) {
      rules.add("None of these ranks can be read. " + ControlsSection.answer(results));
    }
    rules.add(
        RankingWords.of(results.statistics().ranking())
            + " Ties share the mean of their places. Missing is last, as under \"Which cases"
            + " count\".");
    if (results.statistics().bootstrap().isPresent()) {
      rules.add(
          ("Intervals are percentile bootstrap intervals of 95 %%: %s times, the cases of each data"
                  + " set are drawn with replacement, as many as there are and the same for all"
                  + " methods, and everything is computed anew (seed %s).")
              .formatted(
                  Integer.toString(RankStatistics.SAMPLES), Long.toString(RankStatistics.SEED)));
      rules.add(
          "They say how much rests on the choice of cases. Other data sets or training seeds could"
              + " change the ranks further.");
    }
    return rules;
  }

  private static StatisticsPart datasets(Results results, Bootstrap bootstrap) {
    List<HtmlCell> head =
        new ArrayList<>(List.of(HtmlCell.text("Data set"), HtmlCell.text("Method")));
    for (String title : List.of("Dice", "95 % interval", "Rank", "95 % interval of the rank")) {
      head.add(HtmlCell.numbers(title));
    }
    List<List<HtmlCell>> body = new ArrayList<>();
    List<String> sentences = new ArrayList<>();
    for (DatasetNote dataset : results.experiment().datasets()) {
      Optional<RankSamples> samples = bootstrap.on(dataset.name());
      sentences.add(
          samples
              .map(ranks -> tau(dataset, ranks))
              .orElse(dataset.name() + ": it has one case, so no interval can be computed."));
      double[] ranks = results.standings(Scope.ALL).ranks().get(dataset.name());
      List<MethodScore> cells = results.scores().cells(dataset);
      for (int m = 0; m < cells.size(); m++) {
        double dice = cells.get(m).dice();
        body.add(
            List.of(
                HtmlCell.text(dataset.name()),
                HtmlCell.text(results.name(cells.get(m).method())),
                HtmlCell.number(NumberText.percent(dice), dice),
                Double.isNaN(dice)
                    ? HtmlCell.number("", Double.NaN)
                    : HtmlCell.number(
                        NumberText.percents(bootstrap.dice(dataset.name(), m)),
                        bootstrap.dice(dataset.name(), m).low()),
                HtmlCell.number(NumberText.rank(ranks[m]), ranks[m]),
                interval(samples, m)));
      }
    }
    return new StatisticsPart(
        "datasets",
        "each data set",
        "Dice and ranks on each data set" + results.mark(),
        sentences,
        List.of(),
        List.of(
            new HtmlTable(
                "dataset-intervals-table",
                "Mean Dice in % and rank on each data set, and where 95 % of the samples have them"
                    + results.mark(),
                head,
                body)));
  }

  private static HtmlCell interval(Optional<RankSamples> samples, int method) {
    return samples
        .map(ranks -> ranks.interval(method))
        .map(ends -> HtmlCell.number(NumberText.ranks(ends), ends.low()))
        .orElse(HtmlCell.number(NumberText.NONE, Double.NaN));
  }

  private static String tau(DatasetNote dataset, RankSamples ranks) {
    RankSamples.Agreement agreement = ranks.agreement();
    return agreement.defined() == 0
        ? dataset.name() + ": no order of methods for the samples to agree on."
        : "%s: Kendall's tau-b of the samples' order against the full one is %s in the median, %s"
                .formatted(
                    dataset.name(),
                    NumberText.rank(agreement.median()),
                    NumberText.ranks(agreement.interval()))
            + " in 95 % of them.";
  }
}
