package org.voxelbench.reports.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.voxelbench.reports.page.MadeUpExperiment;
import org.voxelbench.reports.page.RowBuilder;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.statistics.RankingScheme;
import org.voxelbench.results.Control;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.TrainingCases;

/**
 * A CNN with results of data sets A, B and C and a transformer with results of A and B, by hand:
 * two cases of A, one of the others, one class.
 */
final class TwoNetworks {

  static final String HOSTILE = "<script>alert('x')</script>";

  private static final Map<String, double[][]> CNN =
      Map.of(
          "scratch-fixed", new double[][] {{0.5, 0.7}, {0.4}, {0.9}},
          "mae", new double[][] {{0.8, 0.6}, {0.9}, {0.1}},
          "voco", new double[][] {{0.4, 0.6}, {0.5}, {0.5}},
          "labels", new double[][] {{0.9, 0.9}, {0.7}, {0.9}});

  private static final Map<String, double[][]> TRANSFORMER =
      Map.of(
          "scratch-fixed", new double[][] {{0.3, 0.3}, {0.5}},
          "mae", new double[][] {{0.2, 0.2}, {0.7}},
          "simmim", new double[][] {{0.5, 0.9}, {0.6}});

  private TwoNetworks() {}

  static NetworkResults cnn() {
    return network(
        "CNN",
        "results/cnn",
        rows(CNN),
        methods("scratch-fixed", "mae", "voco"),
        TrainingCases.ALL);
  }

  static NetworkResults transformer() {
    return transformer(rows(TRANSFORMER));
  }

  static NetworkResults transformer(List<ResultRow> rows) {
    return transformer(rows, TrainingCases.ALL);
  }

  /** The same ranked at another number of training cases. */
  static NetworkResults transformer(List<ResultRow> rows, TrainingCases rankedAt) {
    return network(
        "Transformer " + HOSTILE,
        "results/transformer",
        rows,
        Stream.concat(
                methods("scratch-fixed", "mae").stream(),
                Stream.of(MadeUpExperiment.method("simmim", "SimMIM " + HOSTILE)))
            .toList(),
        rankedAt);
  }

  /** The rows of the transformer, to be changed. */
  static List<ResultRow> rowsOfTransformer() {
    return rows(TRANSFORMER);
  }

  private static List<MethodNote> methods(String... ids) {
    return Stream.of(ids).map(id -> MadeUpExperiment.method(id, "Method " + id)).toList();
  }

  private static NetworkResults network(
      String network,
      String folder,
      List<ResultRow> rows,
      List<MethodNote> methods,
      TrainingCases rankedAt) {
    List<MethodNote> all = new ArrayList<>(methods);
    all.add(new MethodNote("labels", "Method labels", "", "", Control.POSITIVE));
    return new NetworkResults(
        network,
        folder,
        rows,
        MadeUpExperiment.bare(
            Stream.of("A", "B", "C")
                .map(
                    name ->
                        new DatasetNote(
                            name, "test", "CT", List.of("tumour"), 8, "none", "CC0-1.0", rankedAt))
                .toList(),
            all,
            List.of()),
        new TreeMap<>(Map.of("evaluation.absentClass", "leave-out")),
        new TreeMap<>(
            Map.of(
                "training.optimizer.rule",
                folder,
                "seeds",
                "[1]",
                "datasets.C.spacing",
                folder,
                "methods.mae.settings.blockSize",
                folder,
                "methods." + methods.get(2).id() + ".id",
                folder)));
  }

  private static List<ResultRow> rows(Map<String, double[][]> dice) {
    List<ResultRow> rows = new ArrayList<>();
    dice.forEach(
        (method, datasets) -> {
          for (int d = 0; d < datasets.length; d++) {
            for (int c = 0; c < datasets[d].length; c++) {
              RowBuilder row = RowBuilder.scored(datasets[d][c]).method(method).caseId("case" + c);
              row.dataset = List.of("A", "B", "C").get(d);
              rows.add(row.build());
            }
          }
        });
    return rows;
  }

  static NetworkComparison compare(NetworkResults own, NetworkResults... others) {
    return NetworkComparison.of(
        Results.of(own.rows(), own.summary()),
        Stream.concat(Stream.of(own), Stream.of(others)).toList(),
        RankingScheme.AGGREGATE_THEN_RANK,
        false);
  }
}
