package org.voxelbench.reports.published;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.voxelbench.reports.ranking.Ranking;
import org.voxelbench.reports.ranking.ScopeStatistics;
import org.voxelbench.reports.section.AcrossDatasets;
import org.voxelbench.reports.section.StatisticsPart;
import org.voxelbench.reports.table.NumberText;

/** What is said about a published table. */
public final class PublishedText {

  private PublishedText() {}

  public static String role(PublishedValue.Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  public static String metric(PublishedValue.Metric metric) {
    return metric.name().toLowerCase(Locale.ROOT);
  }

  /** Title of a column. */
  static String title(PublishedValue.Column column) {
    return switch (column.metric()) {
      case DICE_PERCENT ->
          switch (column.role()) {
            case DEV, TEST -> column.dataset() + ", " + role(column.role());
            default -> column.dataset();
          };
      case AVERAGE_RANK -> "Average rank, " + column.dataset();
      default -> column.metric().words();
    };
  }

  /** Whose numbers they are, who leads, and what can't be said. */
  static List<String> notes(PublishedRanking ranking) {
    List<String> notes = new ArrayList<>();
    ranking.standings().forEach(standings -> notes.add(lead(standings)));
    if (ranking.standings().isEmpty()) {
      notes.add(unranked(ranking.table()));
    }
    ranking
        .lacking()
        .forEach(
            (method, datasets) ->
                notes.add(
                    method
                        + " is not ranked: its number on "
                        + String.join(", ", datasets)
                        + " is not known here."));
    for (ScopeStatistics scope : ranking.statistics()) {
      StatisticsPart part = new AcrossDatasets(ranking.methods(), scope).part();
      notes.add(part.title() + ": " + String.join(" ", part.sentences()));
    }
    notes.addAll(unknownMeans(ranking.table()));
    return List.copyOf(notes);
  }

  private static String lead(Ranking standings) {
    List<String> leaders = standings.leaders().stream().map(s -> s.method().name()).toList();
    return String.join(" and ", leaders)
        + (leaders.size() == 1 ? " leads " : " share the lead of ")
        + standings.all().size()
        + " methods: average rank "
        + NumberText.rank(standings.leaders().get(0).averageRank())
        + " over "
        + standings.scope().count(standings.datasets())
        + ".";
  }

  private static String unranked(PublishedTable table) {
    return table.dice(true).isEmpty()
        ? "Only means over data sets are known. They order the methods, but give no ranks on data"
            + " sets, no average rank and no test."
        : "Fewer than two methods have a number on every data set, so nobody is ranked.";
  }

  private static List<String> unknownMeans(PublishedTable table) {
    List<String> notes = new ArrayList<>();
    for (PublishedValue.Column column : table.dice(false)) {
      String unknown =
          table.methods().stream()
              .filter(m -> table.value(m, column).isEmpty())
              .collect(Collectors.joining(", "));
      if (!unknown.isEmpty()) {
        notes.add("Not known, and so without place: " + unknown + " (" + column.dataset() + ").");
      }
    }
    return notes;
  }
}
