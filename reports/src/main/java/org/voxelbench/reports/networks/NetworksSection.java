package org.voxelbench.reports.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voxelbench.reports.chart.ChartImage;
import org.voxelbench.reports.chart.NetworkChart;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.table.HtmlTable;
import org.voxelbench.reports.table.NumberText;

/**
 * Networks side by side, as the page shows them.
 *
 * @param sentences what is compared, and what to bear in mind
 * @param means Dice, difference and rank of each method on each network
 * @param charts what each method adds on each network; none if no network tells
 * @param differences in what the protocols differ; none if in nothing
 */
public record NetworksSection(
    List<String> sentences, HtmlTable means, List<ChartImage> charts, List<HtmlTable> differences) {

  public static NetworksSection of(NetworkComparison comparison) {
    return new NetworksSection(
        sentences(comparison),
        NetworkTables.means(comparison),
        chart(comparison).stream().toList(),
        NetworkTables.differences(comparison).stream().toList());
  }

  private static List<String> sentences(NetworkComparison comparison) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Means are over the same cases of "
            + NumberText.enumerate(comparison.datasets())
            + " on every network.");
    sentences.add(
        "Methods are ranked among those of their own network alone; there is no rank across"
            + " networks.");
    if (!comparison.unshared().isEmpty()) {
      sentences.add(
          "Left out here, for not all networks have results of them: "
              + String.join("; ", comparison.unshared())
              + ".");
    }
    for (NetworkStanding network : comparison.networks()) {
      scratch(network).ifPresent(sentences::add);
      lacking(comparison, network).ifPresent(sentences::add);
      Results results = network.results();
      if (!results.controls().reading().readable()) {
        sentences.add(
            "On "
                + network.name()
                + " the controls say that ranks over these data sets can't be read.");
      }
    }
    return sentences;
  }

  private static Optional<String> scratch(NetworkStanding network) {
    return network.hasScratch()
        ? Optional.empty()
        : Optional.of(
            "On "
                + network.name()
                + " there is no result of "
                + NetworkStanding.SCRATCH
                + (network.method(NetworkStanding.SCRATCH).isPresent()
                    ? " on every shared data set"
                    : "")
                + " to compare with.");
  }

  private static Optional<String> lacking(NetworkComparison comparison, NetworkStanding network) {
    String names =
        comparison.contenders().stream()
            .filter(id -> network.method(id).isPresent() && !network.isControl(id))
            .filter(id -> Double.isNaN(network.mean(id).dice()))
            .map(comparison::name)
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Without a complete result on every shared data set on "
                + network.name()
                + ", and last where they lack it: "
                + names
                + ".");
  }

  private static Optional<ChartImage> chart(NetworkComparison comparison) {
    List<NetworkChart.Row> rows =
        comparison.methods().stream()
            .filter(id -> !id.equals(NetworkStanding.SCRATCH))
            .map(id -> row(comparison, id))
            .filter(NetworkChart.Row::known)
            .toList();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            NetworkChart.of(
                comparison.networks().stream().map(NetworkStanding::name).toList(),
                rows,
                NetworkStanding.SCRATCH,
                comparison.over()));
  }

  private static NetworkChart.Row row(NetworkComparison comparison, String id) {
    return new NetworkChart.Row(
        comparison.name(id),
        comparison.networks().stream()
            .mapToDouble(network -> 100 * network.mean(id).difference())
            .toArray());
  }
}
