package org.voxelbench.reports.networks;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ResultRow;

/**
 * What a results folder holds of the methods on its network.
 *
 * @param network what the network is called
 * @param folder the folder, as people name it
 * @param rows its rows
 * @param summary what is said beside them
 * @param evaluation the policies of evaluation by their keys, which networks side by side share
 * @param settings all else that the protocol says, by key; those of a data set or method under
 *     {@code datasets.NAME.} and {@code methods.LABEL.}
 */
public record NetworkResults(
    String network,
    String folder,
    List<ResultRow> rows,
    ExperimentSummary summary,
    SortedMap<String, String> evaluation,
    SortedMap<String, String> settings) {

  public NetworkResults {
    rows = List.copyOf(rows);
    evaluation = Collections.unmodifiableSortedMap(new TreeMap<>(evaluation));
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /** The same with the rows of some data sets alone, and without means, claims and their runs. */
  NetworkResults over(List<String> datasets) {
    ExperimentSummary all = summary;
    ExperimentSummary some =
        new ExperimentSummary(
            all.protocol(),
            all.protocolHash(),
            all.protocolText(),
            all.command(),
            all.datasets().stream().filter(note -> datasets.contains(note.name())).toList(),
            all.methods(),
            all.machine(),
            all.runs().stream().filter(run -> datasets.contains(run.dataset())).toList(),
            all.preTrainings(),
            List.of(),
            List.of());
    return new NetworkResults(
        network,
        folder,
        rows.stream().filter(row -> datasets.contains(row.dataset())).toList(),
        some,
        evaluation,
        settings);
  }
}
