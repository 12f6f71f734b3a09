package org.voxelbench.reports.networks;

import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/** What the page calls networks, so that no two are called alike. */
final class NetworkNames {

  private static final List<Function<NetworkResults, String>> SHORTEST_FIRST =
      List.of(
          NetworkResults::network,
          results -> results.summary().protocol() + ", " + results.network(),
          results ->
              results.summary().protocol()
                  + ", "
                  + results.network()
                  + " ("
                  + results.folder()
                  + ")");

  private NetworkNames() {}

  /** The networks alone, with their protocols where these are alike, or else with their folders. */
  static List<String> of(List<NetworkResults> all) {
    return SHORTEST_FIRST.stream()
        .map(name -> all.stream().map(name).toList())
        .filter(NetworkNames::differ)
        .findFirst()
        .orElseGet(() -> all.stream().map(NetworkResults::folder).toList());
  }

  /** The same without what follows a comma, as titles of columns, where they still differ. */
  static List<String> brief(List<String> names) {
    List<String> brief = names.stream().map(name -> name.replaceFirst(",.*", "")).toList();
    return differ(brief) ? brief : names;
  }

  private static boolean differ(List<String> names) {
    return new HashSet<>(names).size() == names.size();
  }
}
