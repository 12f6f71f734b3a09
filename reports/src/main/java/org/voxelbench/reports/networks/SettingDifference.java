package org.voxelbench.reports.networks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.voxelbench.reports.table.NumberText;

/**
 * Something in which the networks' protocols differ, and may.
 *
 * @param key key of the protocol, or what it is about
 * @param values one for each network
 */
record SettingDifference(String key, List<String> values) {

  private static final List<String> NAMED = List.of("datasets.", "methods.");

  /**
   * All of them: names, engines, then keys in their order.
   *
   * @param shared beginnings of the keys of data sets and methods that several networks have
   */
  static List<SettingDifference> of(
      List<NetworkResults> all, List<String> engines, List<String> shared) {
    List<SettingDifference> rows = new ArrayList<>();
    rows.add(
        new SettingDifference(
            "protocol", all.stream().map(one -> one.summary().protocol()).toList()));
    rows.add(new SettingDifference("network", all.stream().map(NetworkResults::network).toList()));
    rows.add(new SettingDifference("engine", engines));
    TreeSet<String> keys = new TreeSet<>();
    all.forEach(one -> keys.addAll(one.settings().keySet()));
    for (String key : keys) {
      if (NAMED.stream().noneMatch(key::startsWith) || shared.stream().anyMatch(key::startsWith)) {
        rows.add(
            new SettingDifference(
                key,
                all.stream()
                    .map(one -> one.settings().getOrDefault(key, NumberText.NONE))
                    .toList()));
      }
    }
    return rows.stream().filter(row -> new HashSet<>(row.values()).size() > 1).toList();
  }
}
