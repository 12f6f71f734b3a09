package org.voxelbench.reports.published;

import java.util.List;
import java.util.stream.Stream;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.reports.table.PaperTable;

/** A published table as a paper would print it again. */
public final class PublishedPaper {

  private PublishedPaper() {}

  /** The numbers as they were printed, and average ranks where there are some. */
  public static PaperTable of(PublishedTable table) {
    PublishedRanking ranking = PublishedRanking.of(table);
    List<String> methods = table.methods();
    Stream<PaperTable.Column> printed = table.columns().stream().map(c -> column(table, c));
    Stream<PaperTable.Column> computed =
        ranking.standings().stream().map(s -> ranks(ranking, methods, s));
    return new PaperTable(
        table.title()
            + ". Source: "
            + table.source()
            + ". Best in bold, second underlined."
            + (ranking.standings().isEmpty()
                ? ""
                : " VoxelBench computed the ranks over data sets; 1 is best."),
        "tab:" + table.id(),
        "Method",
        methods,
        List.of(new PaperTable.Group("", Stream.concat(printed, computed).toList())));
  }

  private static PaperTable.Column column(PublishedTable table, PublishedValue.Column column) {
    double[] values =
        table.methods().stream()
            .mapToDouble(m -> table.value(m, column).map(PublishedValue::value).orElse(Double.NaN))
            .toArray();
    PaperTable.Better better =
        switch (column.metric()) {
          case DICE_PERCENT -> PaperTable.Better.HIGHER;
          case AVERAGE_RANK -> PaperTable.Better.LOWER;
          default -> PaperTable.Better.NEITHER;
        };
    int decimals =
        table.values().stream()
            .filter(v -> v.column().equals(column))
            .map(PublishedValue::text)
            .mapToInt(text -> text.contains(".") ? text.length() - 1 - text.indexOf('.') : 0)
            .max()
            .orElse(0);
    return new PaperTable.Column(
        PublishedText.title(column), values, better, v -> NumberText.fixed(v, decimals));
  }

  private static PaperTable.Column ranks(
      PublishedRanking ranking, List<String> methods, Ranking standings) {
    double[] values =
        methods.stream()
            .mapToInt(ranking.methods()::indexOf)
            .mapToDouble(m -> m < 0 ? Double.NaN : standings.all().get(m).averageRank())
            .toArray();
    return new PaperTable.Column(
        "Rank, " + standings.scope().plural(), values, PaperTable.Better.LOWER, NumberText::rank);
  }
}
