package org.voxelbench.reports.networks;

import static org.voxelbench.reports.table.ReportTable.number;
import static org.voxelbench.reports.table.ReportTable.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voxelbench.reports.networks.NetworkStanding.Value;
import org.voxelbench.reports.table.HtmlCell;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.reports.table.ReportTable;

/** Networks side by side as tables. */
public final class NetworkTables {

  private NetworkTables() {}

  /** One row per network and method on each shared data set, and in the mean over them. */
  public static ReportTable csv(NetworkComparison comparison) {
    ReportTable csv =
        ReportTable.of(
            "networks",
            text("network"),
            text("method"),
            text("over"),
            text("name"),
            number("dice"),
            number("difference"),
            number("rank"));
    for (NetworkStanding network : comparison.networks()) {
      for (String id : comparison.methods()) {
        if (network.method(id).isPresent()) {
          for (String dataset : comparison.datasets()) {
            row(csv, network.name(), id, "dataset", dataset, network.on(dataset, id));
          }
          row(csv, network.name(), id, "mean", "shared", network.mean(id));
        }
      }
    }
    return csv;
  }

  private static void row(
      ReportTable csv, String network, String id, String over, String name, Value value) {
    csv.row(network, id, over, name, value.dice(), value.difference(), value.rank());
  }

  /** A row for each method, three columns for each network; controls below. */
  static HtmlTable means(NetworkComparison comparison) {
    List<HtmlCell> head = new ArrayList<>(List.of(HtmlCell.text("Method")));
    for (NetworkStanding network : comparison.networks()) {
      head.add(HtmlCell.numbers(network.brief() + ": mean Dice in %"));
      head.add(HtmlCell.numbers(network.brief() + ": above " + NetworkStanding.SCRATCH));
      head.add(
          HtmlCell.numbers(
              network.brief() + (comparison.datasets().size() == 1 ? ": rank" : ": average rank")));
    }
    return new HtmlTable(
        "networks-table",
        "Mean Dice in % over "
            + comparison.over()
            + " on each network, its difference in points to "
            + NetworkStanding.SCRATCH
            + " of the same network, and the rank among the methods of that network alone; a star"
            + " marks the best of a network",
        head,
        comparison.contenders().stream().map(id -> row(comparison, id)).toList(),
        comparison.controls().stream().map(id -> row(comparison, id)).toList());
  }

  private static List<HtmlCell> row(NetworkComparison comparison, String id) {
    List<HtmlCell> row = new ArrayList<>(List.of(HtmlCell.text(comparison.name(id))));
    for (NetworkStanding network : comparison.networks()) {
      Value value = network.mean(id);
      row.add(HtmlCell.number(NumberText.percent(value.dice()), value.dice()));
      row.add(HtmlCell.number(NumberText.points(value.difference()), value.difference()));
      row.add(HtmlCell.number(NumberText.rank(value.rank()), value.rank()).best(network.leads(id)));
    }
    return row;
  }

  /** In what the protocols differ by design; empty if in nothing. */
  static Optional<HtmlTable> differences(NetworkComparison comparison) {
    List<HtmlCell> head = new ArrayList<>(List.of(HtmlCell.text("Key")));
    comparison.networks().forEach(network -> head.add(HtmlCell.text(network.name())));
    List<List<HtmlCell>> body = new ArrayList<>();
    for (SettingDifference difference : comparison.differences()) {
      List<HtmlCell> row = new ArrayList<>(List.of(HtmlCell.text(difference.key())));
      difference.values().forEach(value -> row.add(HtmlCell.text(value)));
      body.add(row);
    }
    return body.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HtmlTable(
                "networks-differences",
                "In what the protocols of the networks differ",
                head,
                body));
  }
}
