package org.voxelbench.harness.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.voxelbench.harness.cluster.ClusterSettings.JobSettings;

/**
 * Settings that a scheduler's templates have no place for.
 *
 * @param settings the user's
 * @param scheduler the templates
 */
record UnusedSettings(ClusterSettings settings, Scheduler scheduler) {

  private static final Pattern A_NUMBER_OF_CARDS = Pattern.compile("(gpu(:[0-9]+)?)?");

  /** What the user should know of them, if there are any. */
  Optional<String> sentence() {
    List<String> keys = keys();
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "The templates of '"
            + scheduler.name()
            + "' don't use "
            + String.join(", ", keys)
            + " of the settings; what that is for can be said "
            + (scheduler.uses("extra") ? "in 'extra' or " : "")
            + "in templates of your own (--scheduler DIR).");
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    add(keys, "partition", settings.partition() != null, "partition");
    add(keys, "cpuPartition", settings.cpuPartition() != null, "partition");
    add(keys, "account", settings.account() != null, "account");
    add(keys, "qos", settings.qos() != null, "qos");
    if (!scheduler.uses("gpus")) {
      add(keys, "gres", !settings.gres().isEmpty(), "gres");
    } else if (!scheduler.uses("gres") && !A_NUMBER_OF_CARDS.matcher(settings.gres()).matches()) {
      keys.add("'gres' but for its number of GPUs");
    }
    add(keys, "arrayWidth", settings.arrayWidth() != null, "width", "parallel");
    add(keys, "maxHours", settings.maxHours() != null, "minutes", "seconds", "time");
    for (JobKind kind : JobKind.values()) {
      JobSettings asked = settings.of(kind);
      add(keys, kind.word() + ".hours", asked.hours() != null, "minutes", "seconds", "time");
      add(keys, kind.word() + ".memoryGiB", asked.memoryGiB() != null, "memory", "heap");
      add(keys, kind.word() + ".cpus", asked.cpus() != null, "cpus");
    }
    add(keys, "modules", !settings.modules().isEmpty(), "modules");
    add(keys, "environment", !settings.environment().isEmpty(), "environment");
    add(keys, "container", settings.container() != null, "container");
    add(keys, "voxelbench", settings.voxelbench() != null, "voxelbench");
    add(keys, "extra", !settings.extra().isEmpty(), "extra");
    return keys;
  }

  private void add(List<String> keys, String key, boolean given, String... places) {
    if (given && !scheduler.uses(places)) {
      keys.add("'" + key + "'");
    }
  }
}
