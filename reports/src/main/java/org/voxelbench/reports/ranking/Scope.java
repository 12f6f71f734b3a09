package org.voxelbench.reports.ranking;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.NamedMean;

/**
 * The data sets an average is taken over.
 *
 * @param key how tables name it; for {@link #TEST} and {@link #DEV} the role of a row
 * @param adjective what stands before "data sets"
 * @param named names of its data sets; empty if their roles decide
 */
public record Scope(String key, String adjective, List<String> named) {

  /** Test data sets, untouched while methods were developed. */
  public static final Scope TEST = new Scope("test", "test", List.of());

  /** Development data sets, on which settings may have been chosen. */
  public static final Scope DEV = new Scope("dev", "development", List.of());

  /** All data sets. */
  public static final Scope ALL = new Scope("all", "", List.of());

  /** Those that every report has, the one that ranks are read from first. */
  public static final List<Scope> BY_ROLE = List.of(TEST, DEV, ALL);

  /** Those of a protocol, the one that ranks are read from first: its headline, if it names one. */
  public static List<Scope> of(List<NamedMean> means) {
    List<Scope> scopes = new ArrayList<>();
    means.forEach(mean -> scopes.add(new Scope(mean.name(), mean.name(), mean.over())));
    boolean headed = !means.isEmpty() && means.get(0).name().equals(NamedMean.HEADLINE);
    scopes.addAll(headed ? 1 : 0, BY_ROLE);
    return List.copyOf(scopes);
  }

  /** Whether it is over data sets of a role. */
  public boolean holds(String role) {
    return named.isEmpty() && (key.equals(ALL.key) || key.equals(role));
  }

  /** Whether it is over a data set. */
  public boolean holds(DatasetNote dataset) {
    return holds(dataset.role()) || named.contains(dataset.name());
  }

  /** Such as {@code 3 test data sets}. */
  public String count(int datasets) {
    return NumberText.count(datasets, (adjective + " data set").strip());
  }

  /** Such as {@code test data sets}. */
  public String plural() {
    return (equals(ALL) ? "all" : adjective) + " data sets";
  }
}
