package org.voxelbench.reports.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.voxelbench.reports.networks.EvaluatedCases.FoldCase;
import org.voxelbench.reports.ranking.ComparableRows;
import org.voxelbench.reports.ranking.ReportException;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.DatasetNote;

/** Refuses networks whose means are not over the same cases, evaluated in the same way. */
final class SharedCases {

  private final NetworkResults first;
  private final NetworkResults other;
  private final List<String> offences = new ArrayList<>();

  private SharedCases(NetworkResults first, NetworkResults other) {
    this.first = first;
    this.other = other;
  }

  /** The data sets that have ranked rows on all networks, in the order of the first. */
  static List<String> datasets(List<NetworkResults> all, List<ComparableRows> rows) {
    List<List<String>> names =
        rows.stream()
            .map(network -> network.datasets().stream().map(DatasetNote::name).toList())
            .toList();
    List<String> shared =
        names.get(0).stream()
            .filter(name -> names.stream().allMatch(own -> own.contains(name)))
            .toList();
    if (shared.isEmpty()) {
      List<String> words = new ArrayList<>();
      for (int n = 0; n < all.size(); n++) {
        words.add(
            "'" + all.get(n).folder() + "' has results of " + NumberText.enumerate(names.get(n)));
      }
      throw new ReportException(
          "no data set has results in all folders that are to stand side by side: "
              + String.join("; ", words)
              + "; run both protocols on at least one data set, or leave --beside out");
    }
    return shared;
  }

  /**
   * Checks that data, splits, cases, classes, numbers of training cases and policies are the same.
   *
   * @param datasets the data sets that are compared
   * @throws ReportException naming all that isn't
   */
  static void check(List<NetworkResults> all, List<ComparableRows> rows, List<String> datasets) {
    List<String> sentences = new ArrayList<>();
    for (int n = 1; n < all.size(); n++) {
      SharedCases pair = new SharedCases(all.get(0), all.get(n));
      for (String dataset : datasets) {
        pair.check(dataset, evaluated(all, rows, 0, dataset), evaluated(all, rows, n, dataset));
      }
      pair.checkPolicies();
      pair.sentence(sentences);
    }
    if (!sentences.isEmpty()) {
      throw new ReportException(
          String.join("; ", sentences)
              + "; evaluate both on the same cases in the same way, or leave --beside out");
    }
  }

  private static EvaluatedCases evaluated(
      List<NetworkResults> all, List<ComparableRows> rows, int network, String dataset) {
    return EvaluatedCases.of(
        all.get(network).rows(), dataset, rows.get(network).sizes().read().get(dataset));
  }

  private void sentence(List<String> sentences) {
    if (!offences.isEmpty()) {
      sentences.add(
          "'"
              + first.folder()
              + "' and '"
              + other.folder()
              + "' can't stand side by side: "
              + String.join("; ", offences));
    }
  }

  private void check(String dataset, EvaluatedCases own, EvaluatedCases theirs) {
    String where = "on '" + dataset + "' ";
    boolean sameFiles =
        same(where + "data hashes are ", own.dataHash(), theirs.dataHash())
            & same(where + "split hashes are ", own.splitHash(), theirs.splitHash());
    if (!own.trainsOnAsManyAs(theirs)) {
      same(where + "training cases are ", own.trainingCases(), theirs.trainingCases());
    }
    same(
        where + "classes are ",
        String.join(", ", own.classes()),
        String.join(", ", theirs.classes()));
    // Of other files or folds all cases may be others.
    if (sameFiles) {
      alone(where, own.cases(), theirs.cases(), first);
      alone(where, theirs.cases(), own.cases(), other);
    }
  }

  private boolean same(String what, Object own, Object theirs) {
    boolean same = own.equals(theirs);
    if (!same) {
      offences.add(what + "'" + own + "' and '" + theirs + "'");
    }
    return same;
  }

  private void alone(String where, Set<FoldCase> cases, Set<FoldCase> others, NetworkResults in) {
    List<String> alone =
        cases.stream()
            .filter(one -> !others.contains(one))
            .map(FoldCase::toString)
            .sorted()
            .toList();
    if (!alone.isEmpty()) {
      offences.add(
          where
              + NumberText.count(alone.size(), "case")
              + ", such as "
              + alone.get(0)
              + (alone.size() == 1 ? ", is" : ", are")
              + " evaluated in '"
              + in.folder()
              + "' alone");
    }
  }

  private void checkPolicies() {
    TreeSet<String> keys = new TreeSet<>(first.evaluation().keySet());
    keys.addAll(other.evaluation().keySet());
    for (String key : keys) {
      String own = first.evaluation().get(key);
      String theirs = other.evaluation().get(key);
      if (!Objects.equals(own, theirs)) {
        same(
            "'" + key + "' is ",
            Objects.requireNonNullElse(own, "none"),
            Objects.requireNonNullElse(theirs, "none"));
      }
    }
  }
}
