package org.voxelbench.reports.published;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.voxelbench.reports.chart.ChartImage;
import org.voxelbench.reports.chart.DifferenceChart;
import org.voxelbench.reports.chart.RankGrid;
import org.voxelbench.reports.ranking.MethodRank;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.ranking.ScopeStatistics;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;

/**
 * A published table as the page shows it.
 *
 * @param id its id in the page
 * @param name the table's id
 * @param title which table it is
 * @param source whose numbers they are
 * @param notes who leads, and what can't be said
 * @param charts ranks and their critical difference, as far as there are any
 * @param tables the numbers as printed, then ranks, if there are any
 */
public record PublishedPanel(
    String id,
    String name,
    String title,
    String source,
    List<String> notes,
    List<ChartImage> charts,
    List<HtmlTable> tables) {

  public static PublishedPanel of(PublishedTable table) {
    PublishedRanking ranking = PublishedRanking.of(table);
    List<HtmlTable> tables = new ArrayList<>(List.of(values(ranking)));
    List<ChartImage> charts = new ArrayList<>();
    if (!ranking.standings().isEmpty()) {
      tables.add(ranks(ranking));
      charts.add(rankGrid(ranking));
      difference(ranking).ifPresent(charts::add);
    }
    return new PublishedPanel(
        "published-" + table.id(),
        table.id(),
        table.title(),
        table.source(),
        PublishedText.notes(ranking),
        List.copyOf(charts),
        List.copyOf(tables));
  }

  private static ChartImage rankGrid(PublishedRanking ranking) {
    List<Ranking> scopes = ranking.standings();
    Ranking whole = scopes.get(scopes.size() - 1);
    boolean[] noneMissing = new boolean[ranking.methods().size()];
    List<RankGrid.Column> columns =
        ranking.table().dice(true).stream()
            .map(
                c ->
                    new RankGrid.Column(
                        c.dataset(),
                        PublishedText.title(c),
                        whole.ranks().get(c.dataset()),
                        noneMissing))
            .toList();
    return RankGrid.draw(
        ranking.chart("ranks"),
        RankGrid.TITLE + ", " + ranking.table().id(),
        ranking.methods(),
        scopes.get(0).places(),
        columns);
  }

  /** The critical difference, if there is one; no case is known of a published table. */
  private static Optional<ChartImage> difference(PublishedRanking ranking) {
    return ranking.statistics().stream()
        .findFirst()
        .flatMap(ScopeStatistics::nemenyi)
        .map(
            nemenyi ->
                DifferenceChart.of(
                    ranking.chart("critical_difference"),
                    ", " + ranking.table().id(),
                    ranking.methods(),
                    ranking.standings().get(0).places(),
                    nemenyi));
  }

  private static HtmlTable values(PublishedRanking ranking) {
    PublishedTable table = ranking.table();
    List<HtmlCell> head = new ArrayList<>(List.of(HtmlCell.text("Method")));
    List<List<HtmlCell>> body =
        table.methods().stream()
            .map(m -> (List<HtmlCell>) new ArrayList<>(List.of(HtmlCell.text(m))))
            .toList();
    for (PublishedValue.Column column : table.columns()) {
      head.add(HtmlCell.numbers(PublishedText.title(column)));
      fill(body, table, column);
      if (column.metric() == PublishedValue.Metric.DICE_PERCENT && !column.role().isDataset()) {
        head.add(HtmlCell.numbers("Place by " + column.dataset()));
        double[] places = ranking.places(column);
        for (int m = 0; m < places.length; m++) {
          body.get(m).add(HtmlCell.number(NumberText.place(places[m]), places[m]));
        }
      }
    }
    return new HtmlTable(
        "published-" + table.id() + "-values",
        table.id()
            + ": numbers as printed, of other people under another protocol, Dice in %; a star marks the"
            + " best",
        head,
        body);
  }

  private static void fill(
      List<List<HtmlCell>> body, PublishedTable table, PublishedValue.Column column) {
    List<String> methods = table.methods();
    double sign =
        switch (column.metric()) {
          case DICE_PERCENT -> 1;
          case AVERAGE_RANK -> -1;
          default -> 0;
        };
    double best =
        methods.stream()
            .flatMap(m -> table.value(m, column).stream())
            .mapToDouble(v -> sign * v.value())
            .max()
            .orElse(Double.NaN);
    for (int m = 0; m < methods.size(); m++) {
      HtmlCell cell =
          table
              .value(methods.get(m), column)
              .map(
                  v ->
                      HtmlCell.number(v.text(), v.value())
                          .best(sign != 0 && sign * v.value() == best))
              .orElseGet(() -> HtmlCell.number("", Double.NaN));
      body.get(m).add(cell);
    }
  }

  private static HtmlTable ranks(PublishedRanking ranking) {
    List<Ranking> scopes = ranking.standings();
    Ranking whole = scopes.get(scopes.size() - 1);
    List<HtmlCell> head = new ArrayList<>(List.of(HtmlCell.text("Method")));
    for (Ranking standings : scopes) {
      head.add(HtmlCell.numbers("Average, " + standings.scope().plural()));
      head.add(HtmlCell.numbers("Mean Dice in %, " + standings.scope().plural()));
    }
    whole.ranks().keySet().forEach(dataset -> head.add(HtmlCell.numbers("Rank, " + dataset)));
    List<List<HtmlCell>> body = new ArrayList<>();
    scopes.get(0).places().forEach(m -> body.add(ranks(ranking, whole, m)));
    return new HtmlTable(
        "published-" + ranking.table().id() + "-ranks",
        ranking.table().id()
            + ": ranks among these "
            + ranking.methods().size()
            + " methods alone, computed from the numbers above; a star marks the best",
        head,
        body);
  }

  private static List<HtmlCell> ranks(PublishedRanking ranking, Ranking whole, int method) {
    List<HtmlCell> row = new ArrayList<>();
    row.add(HtmlCell.text(ranking.methods().get(method)));
    for (Ranking standings : ranking.standings()) {
      MethodRank own = standings.all().get(method);
      row.add(
          HtmlCell.number(NumberText.rank(own.averageRank()), own.averageRank())
              .best(standings.leaders().contains(own)));
      row.add(HtmlCell.number(NumberText.percent(own.meanDice()), own.meanDice()));
    }
    for (double[] ranks : whole.ranks().values()) {
      double best = Arrays.stream(ranks).min().orElseThrow();
      row.add(
          HtmlCell.number(NumberText.place(ranks[method]), ranks[method])
              .best(ranks[method] == best));
    }
    return row;
  }
}
