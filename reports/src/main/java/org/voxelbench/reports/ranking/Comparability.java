package org.voxelbench.reports.ranking;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;
import org.voxelbench.results.ResultRow;

/** Refuses rows that must not be ranked together. */
final class Comparability {

  private final List<ResultRow> rows;
  private final ExperimentSummary summary;

  private Comparability(List<ResultRow> rows, ExperimentSummary summary) {
    this.rows = rows;
    this.summary = summary;
  }

  /**
   * Checks that all rows are of one protocol, engine and precision, those of a data set of one
   * split and data, those of a method of one setting, that none is there twice, and that the
   * summary knows them.
   *
   * @param mixedEngines whether engines and precisions may differ all the same
   * @throws ReportException naming the difference
   */
  static void check(List<ResultRow> rows, ExperimentSummary summary, boolean mixedEngines) {
    Comparability comparability = new Comparability(rows, summary);
    comparability.checkProtocol();
    if (!mixedEngines) {
      comparability.checkEngines();
    }
    comparability.checkNames();
    comparability.checkDatasets();
    comparability.checkMethods();
    comparability.checkRows();
  }

  private void checkProtocol() {
    if (rows.isEmpty()) {
      throw new ReportException(
          "there are no result rows of protocol '"
              + summary.protocol()
              + "' to report on; run the experiment first");
    }
    requireOne("the experiment", "protocol hashes", rows, ResultRow::protocolHash);
    String hash = rows.get(0).protocolHash();
    if (!hash.equals(summary.protocolHash())) {
      throw new ReportException(
          "the rows carry protocol hash '"
              + hash
              + "' and the summary '"
              + summary.protocolHash()
              + "'; take both from the same experiment");
    }
  }

  private void checkEngines() {
    String asked =
        "; report on those of one engine (voxelbench report --engine), or rank them together all"
            + " the same (--mixed-engines)";
    requireOne("the experiment", "engines", rows, ResultRow::engine, asked);
    requireOne("the experiment", "precisions", rows, ResultRow::precision, asked);
  }

  private void checkNames() {
    Set<String> datasets =
        distinct("data set", summary.datasets().stream().map(DatasetNote::name).toList());
    Set<String> methods =
        distinct("method", summary.methods().stream().map(MethodNote::id).toList());
    for (ResultRow row : rows) {
      requireListed("data set", row.dataset(), datasets);
      requireListed("method", row.method(), methods);
    }
  }

  private void checkDatasets() {
    Map<String, String> roles =
        summary.datasets().stream().collect(Collectors.toMap(DatasetNote::name, DatasetNote::role));
    groups(ResultRow::dataset)
        .forEach(
            (dataset, group) -> {
              String where = "data set '" + dataset + "'";
              requireOne(where, "split hashes", group, ResultRow::splitHash);
              requireOne(where, "data hashes", group, ResultRow::dataHash);
              requireOne(where, "roles", group, ResultRow::role);
              requireRole(where, group.get(0).role(), roles.get(dataset));
            });
    groups(r -> "label '" + r.label() + "' of data set '" + r.dataset() + "'")
        .forEach((where, g) -> requireOne(where, "label values", g, ResultRow::labelValues));
  }

  private void checkMethods() {
    groups(ResultRow::method)
        .forEach(
            (id, group) ->
                requireOne(
                    "method '" + id + "'", "settings hashes", group, ResultRow::settingsHash));
  }

  private void checkRows() {
    record Place(String dataset, String method, int fold, long seed, String id, String label) {}
    Set<Place> seen = new HashSet<>();
    for (ResultRow r : rows) {
      Place place = new Place(r.dataset(), r.method(), r.fold(), r.seed(), r.caseId(), r.label());
      if (!seen.add(place)) {
        throw new ReportException(name(r) + " is there twice; keep the rows of one run only");
      }
      if (r.status() == CaseStatus.SCORED && !(r.dice() >= 0 && r.dice() <= 1)) {
        throw new ReportException(
            name(r) + " has Dice " + r.dice() + ", expected a number in [0, 1]; evaluate it again");
      }
    }
  }

  private static String name(ResultRow r) {
    return "the row of data set '%s', method '%s', fold %s, seed %s, case '%s', label '%s'"
        .formatted(
            r.dataset(),
            r.method(),
            Integer.toString(r.fold()),
            Long.toString(r.seed()),
            r.caseId(),
            r.label());
  }

  private Map<String, List<ResultRow>> groups(Function<ResultRow, String> key) {
    return rows.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
  }

  private static void requireOne(
      String where, String what, List<ResultRow> group, Function<ResultRow, String> value) {
    requireOne(where, what, group, value, "; report them apart");
  }

  private static void requireOne(
      String where,
      String what,
      List<ResultRow> group,
      Function<ResultRow, String> value,
      String advice) {
    Set<String> values = group.stream().map(value).collect(Collectors.toCollection(TreeSet::new));
    if (values.size() > 1) {
      Iterator<String> two = values.iterator();
      throw new ReportException(
          where
              + " has rows of different "
              + what
              + ", such as '"
              + two.next()
              + "' and '"
              + two.next()
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

  private static Set<String> distinct(String kind, List<String> names) {
    Set<String> seen = new TreeSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new ReportException(
            "the summary lists " + kind + " '" + name + "' twice; give each its own name");
      }
    }
    return seen;
  }
}
