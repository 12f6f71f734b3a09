package org.voxelbench.reports.ranking;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.voxelbench.reports.rows.ResultTable;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.TrainingCases;

/** Refuses rows that must not be ranked together. */
final class Comparability {

  private static final String APART = "; report them apart";

  private static final String ASKED =
      "; report on those of one engine (voxelbench report --engine), or rank them together all"
          + " the same (--mixed-engines)";

  private record Label(String dataset, String name) {}

  private final ExperimentSummary summary;
  private final boolean mixedEngines;
  private final Map<String, DatasetNote> datasets = new TreeMap<>();
  private final Map<String, MethodNote> methods = new TreeMap<>();
  private final Map<String, ResultRow> firstOfDataset = new HashMap<>();
  private final Map<String, ResultRow> firstOfMethod = new HashMap<>();
  private final Map<Label, ResultRow> firstOfLabel = new HashMap<>();

  private Comparability(ExperimentSummary summary, boolean mixedEngines) {
    this.summary = summary;
    this.mixedEngines = mixedEngines;
    summary.datasets().forEach(dataset -> list("data set", dataset.name(), dataset, datasets));
    summary.methods().forEach(method -> list("method", method.id(), method, methods));
  }

  private static <T> void list(String kind, String name, T note, Map<String, T> notes) {
    if (notes.put(name, note) != null) {
      throw new ReportException(
          "the summary lists " + kind + " '" + name + "' twice; give each its own name");
    }
  }

  /**
   * Checks that all rows are of one protocol, engine and precision, those of a data set of one
   * split and data, those of a method of one setting, and that the summary knows them.
   *
   * @param mixedEngines whether engines and precisions may differ all the same
   * @throws ReportException naming the difference
   */
  static void check(List<ResultRow> rows, ExperimentSummary summary, boolean mixedEngines) {
    Comparability comparability = new Comparability(summary, mixedEngines);
    if (rows.isEmpty()) {
      throw new ReportException(
          "there are no result rows of protocol '"
              + summary.protocol()
              + "' to report on; run the experiment first");
    }
    rows.forEach(row -> comparability.checkProtocol(rows.get(0), row));
    rows.forEach(comparability::check);
  }

  private void checkProtocol(ResultRow first, ResultRow row) {
    requireOne(
        () -> "the experiment", "protocol hashes", first, row, ResultRow::protocolHash, APART);
    if (!row.protocolHash().equals(summary.protocolHash())) {
      throw new ReportException(
          "the rows carry protocol hash '"
              + row.protocolHash()
              + "' and the summary '"
              + summary.protocolHash()
              + "'; take both from the same experiment");
    }
    if (!mixedEngines) {
      requireOne(() -> "the experiment", "engines", first, row, ResultRow::engine, ASKED);
      requireOne(() -> "the experiment", "precisions", first, row, ResultRow::precision, ASKED);
    }
  }

  private void check(ResultRow row) {
    requireListed("data set", row.dataset(), datasets.keySet());
    requireListed("method", row.method(), methods.keySet());
    ResultRow ofDataset = first(firstOfDataset, row.dataset(), row);
    Supplier<String> where = () -> "data set '" + row.dataset() + "'";
    requireOne(where, "split hashes", ofDataset, row, ResultRow::splitHash, APART);
    requireOne(where, "data hashes", ofDataset, row, ResultRow::dataHash, APART);
    requireOne(where, "roles", ofDataset, row, ResultRow::role, APART);
    if (ofDataset == row) {
      requireRole(where.get(), row.role(), datasets.get(row.dataset()).role());
    }
    ResultRow ofLabel = first(firstOfLabel, new Label(row.dataset(), row.label()), row);
    requireOne(
        () -> "label '" + row.label() + "' of " + where.get(),
        "label values",
        ofLabel,
        row,
        ResultRow::labelValues,
        APART);
    requireOne(
        () -> "method '" + row.method() + "'",
        "settings hashes",
        first(firstOfMethod, row.method(), row),
        row,
        ResultRow::settingsHash,
        APART);
    if (row.status() == CaseStatus.SCORED && !(row.dice() >= 0 && row.dice() <= 1)) {
      throw new ReportException(
          name(
                  row.dataset(),
                  row.method(),
                  row.trainingCases(),
                  row.fold(),
                  row.seed(),
                  row.caseId(),
                  row.label())
              + " has Dice "
              + row.dice()
              + ", expected a number in [0, 1]; evaluate it again");
    }
  }

  private static <K> ResultRow first(Map<K, ResultRow> firsts, K of, ResultRow row) {
    ResultRow before = firsts.putIfAbsent(of, row);
    return before == null ? row : before;
  }

  /**
   * Checks that no row is there twice.
   *
   * @throws ReportException naming the row
   */
  static void checkUnique(ResultTable rows) {
    rows.repeated()
        .ifPresent(
            row -> {
              throw new ReportException(
                  name(
                          row.getString("dataset"),
                          row.getString("method"),
                          rows.trainingCases().get(row.getInt(ResultTable.TRAINING_CASES)),
                          row.getLong("fold"),
                          row.getLong("seed"),
                          row.getString("case"),
                          row.getString("label"))
                      + " is there twice; keep the rows of one run only");
            });
  }

  private static String name(
      String dataset,
      String method,
      TrainingCases trainingCases,
      long fold,
      long seed,
      String caseId,
      String label) {
    return "the row of data set '%s', method '%s', %s, fold %s, seed %s, case '%s', label '%s'"
        .formatted(
            dataset,
            method,
            trainingCases.words(),
            Long.toString(fold),
            Long.toString(seed),
            caseId,
            label);
  }

  private static void requireOne(
      Supplier<String> where,
      String what,
      ResultRow first,
      ResultRow row,
      Function<ResultRow, String> value,
      String advice) {
    if (!value.apply(first).equals(value.apply(row))) {
      List<String> two = Stream.of(first, row).map(value).sorted().toList();
      throw new ReportException(
          where.get()
              + " has rows of different "
              + what
              + ", such as '"
              + two.get(0)
              + "' and '"
              + two.get(1)
              + "', which can't be ranked together"
              + advice);
    }
  }

  private static void requireRole(String where, String role, String listed) {
    if (!role.equals(Scope.DEV.key()) && !role.equals(Scope.TEST.key())) {
      throw new ReportException(
          where + " has role '" + role + "', expected 'dev' or 'test'; correct the protocol");
    }
    if (!role.equals(listed)) {
      throw new ReportException(
          where
              + " has role '"
              + role
              + "' in its rows and '"
              + listed
              + "' in the summary; take both from the same experiment");
    }
  }

  private static void requireListed(String kind, String name, Set<String> listed) {
    if (!listed.contains(name)) {
      throw new ReportException(
          kind
              + " '"
              + name
              + "' has rows, but the summary lists only "
              + String.join(", ", listed)
              + "; take both from the same experiment");
    }
  }
}
