package org.voxelbench.reports.networks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.voxelbench.reports.ranking.ComparableRows;
import org.voxelbench.reports.ranking.MethodRank;
import org.voxelbench.reports.ranking.ReportException;
import org.voxelbench.reports.ranking.Results;
import org.voxelbench.reports.statistics.RankingScheme;
import org.voxelbench.reports.table.NumberText;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.ExperimentSummary.MethodNote;

/**
 * Methods on several networks: what each reaches on the same cases, and where it stands on its
 * network. There is no rank across networks.
 *
 * @param datasets the data sets that all networks share, in the order of the first
 * @param networks the networks, that of the report first
 * @param contenders labels of the methods that a network ranks, in the order of the report
 * @param controls labels of all others
 * @param differences in what the protocols differ otherwise
 * @param unshared data sets that not all networks have results of, in words
 */
public record NetworkComparison(
    List<String> datasets,
    List<NetworkStanding> networks,
    List<String> contenders,
    List<String> controls,
    List<SettingDifference> differences,
    List<String> unshared) {

  /**
   * Ranks each network on the data sets that all of them share.
   *
   * @param own the results that the report is of
   * @param all what the folders hold, that of the report first
   * @param ranking how methods are ranked on a data set
   * @param mixedEngines whether rows of different engines or precisions of one network stand
   *     together
   * @throws ReportException if no data set is shared, or the networks were not evaluated on the
   *     same cases in the same way
   */
  public static NetworkComparison of(
      Results own, List<NetworkResults> all, RankingScheme ranking, boolean mixedEngines) {
    List<ComparableRows> rows = new ArrayList<>(List.of(own.experiment()));
    all.stream().skip(1).map(other -> comparable(other, mixedEngines)).forEach(rows::add);
    List<String> datasets = SharedCases.datasets(all, rows);
    SharedCases.check(all, rows, datasets);
    List<String> names = NetworkNames.of(all);
    List<String> brief = NetworkNames.brief(names);
    List<NetworkStanding> networks = new ArrayList<>();
    for (int n = 0; n < all.size(); n++) {
      NetworkResults shared = all.get(n).over(datasets);
      networks.add(
          new NetworkStanding(
              names.get(n),
              brief.get(n),
              Results.of(shared.rows(), shared.summary(), ranking, mixedEngines)));
    }
    Set<String> contenders = contenders(own, networks);
    return new NetworkComparison(
        datasets,
        networks,
        List.copyOf(contenders),
        networks.stream()
            .flatMap(network -> network.results().experiment().controls().stream())
            .map(MethodNote::id)
            .filter(id -> !contenders.contains(id))
            .distinct()
            .toList(),
        differences(all, rows, datasets, networks),
        unshared(rows, datasets, names));
  }

  private static ComparableRows comparable(NetworkResults other, boolean mixedEngines) {
    try {
      return ComparableRows.of(other.rows(), other.summary(), mixedEngines);
    } catch (ReportException e) {
      throw new ReportException("'" + other.folder() + "': " + e.getMessage());
    }
  }

  /** Those of the report as its page orders them, then the others by their ranks. */
  private static Set<String> contenders(Results own, List<NetworkStanding> networks) {
    Set<String> ids = new LinkedHashSet<>();
    Stream.concat(
            Stream.of(own.headline()), networks.stream().skip(1).map(NetworkStanding::ranking))
        .flatMap(ranking -> ranking.ordered().stream())
        .map(MethodRank::method)
        .map(MethodNote::id)
        .forEach(ids::add);
    return ids;
  }

  private static List<SettingDifference> differences(
      List<NetworkResults> all,
      List<ComparableRows> rows,
      List<String> datasets,
      List<NetworkStanding> networks) {
    Stream<String> methods =
        networks.stream()
            .flatMap(network -> network.results().experiment().summary().methods().stream())
            .map(MethodNote::id)
            .distinct()
            .filter(id -> networks.stream().allMatch(network -> network.method(id).isPresent()));
    return SettingDifference.of(
        all,
        rows.stream().map(own -> String.join(" and ", own.engines())).toList(),
        Stream.concat(
                datasets.stream().map(name -> "datasets." + name + "."),
                methods.map(id -> "methods." + id + "."))
            .toList());
  }

  private static List<String> unshared(
      List<ComparableRows> rows, List<String> datasets, List<String> names) {
    List<String> words = new ArrayList<>();
    for (int n = 0; n < rows.size(); n++) {
      List<String> alone =
          rows.get(n).datasets().stream()
              .map(DatasetNote::name)
              .filter(name -> !datasets.contains(name))
              .toList();
      if (!alone.isEmpty()) {
        words.add(String.join(", ", alone) + " of " + names.get(n));
      }
    }
    return words;
  }

  /** Contenders, then controls. */
  List<String> methods() {
    return Stream.concat(contenders.stream(), controls.stream()).toList();
  }

  /**
   * What the page calls a method: its name on the first network that has it, with its label where
   * another has the same name.
   */
  String name(String id) {
    String name = ownName(id);
    boolean unique = methods().stream().filter(other -> ownName(other).equals(name)).count() == 1;
    return (unique ? name : name + " (" + id + ")")
        + (networks.stream().anyMatch(network -> network.isControl(id)) ? " (control)" : "");
  }

  private String ownName(String id) {
    return networks.stream()
        .filter(network -> network.method(id).isPresent())
        .map(network -> network.results().name(id))
        .findFirst()
        .orElse(id);
  }

  /** Such as {@code 3 shared data sets}. */
  String over() {
    return NumberText.count(datasets.size(), "shared data set");
  }
}
