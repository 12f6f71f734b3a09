package org.voxelbench.harness.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.voxelbench.results.RunState;
import org.voxelbench.store.Manifest;

/**
 * The jobs of which other processes on the same folder had a hand: those that they are at, each of
 * which is looked at again after a while, and those that they ended.
 */
final class HeldJobs {

  private static final double FIRST_SECONDS = 1;
  private static final double LONGEST_SECONDS = 30;
  private static final double GROWTH = 1.5;
  private static final double NANO = 1e-9;

  private record Look(long begin, double seconds) {}

  private final Map<String, Optional<Manifest>> before = new HashMap<>();
  private final Map<String, Look> looks = new HashMap<>();
  private final LongSupplier nanoClock;
  private String said = "";

  /**
   * Begins.
   *
   * @param nanoClock a clock that can't go back
   */
  HeldJobs(List<Job> jobs, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    jobs.forEach(job -> before.put(job.id(), job.folder().manifest()));
  }

  /** Whether it is time to try a job. */
  boolean isDue(Job job) {
    Look look = looks.get(job.id());
    return look == null || (nanoClock.getAsLong() - look.begin()) * NANO >= look.seconds();
  }

  /** Somebody else is at it. */
  void postpone(Job job) {
    Look last = looks.get(job.id());
    double seconds =
        last == null ? FIRST_SECONDS : Math.min(LONGEST_SECONDS, last.seconds() * GROWTH);
    looks.put(job.id(), new Look(nanoClock.getAsLong(), seconds));
  }

  /** It has ended. */
  void end(Job job) {
    looks.remove(job.id());
  }

  /**
   * Whether a job ended without a result since this process began, and so is not tried again by it.
   */
  boolean failedElsewhere(Job job) {
    Optional<Manifest> now = job.folder().manifest();
    return now.filter(manifest -> manifest.state().ended()).isPresent()
        && now.get().state() != RunState.DONE
        && !now.equals(before.get(job.id()));
  }

  /**
   * What is waited for, in a sentence.
   *
   * @param waiting all that is left
   * @return empty if not all of it is held by others, or if the same was said before
   */
  Optional<String> news(List<Job> waiting) {
    List<Job> held = new ArrayList<>(waiting);
    held.removeIf(job -> !looks.containsKey(job.id()));
    if (held.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, Integer> hosts = new TreeMap<>();
    held.forEach(
        job ->
            job.folder()
                .owner()
                .ifPresent(one -> hosts.merge(one.owner().host(), 1, Integer::sum)));
    String text =
        "Waiting for runs of other processes: "
            + hosts.entrySet().stream()
                .map(host -> host.getValue() + " on '" + host.getKey() + "'")
                .collect(Collectors.joining(", "))
            + ".";
    boolean isNew = !hosts.isEmpty() && !text.equals(said);
    said = text;
    return isNew ? Optional.of(text) : Optional.empty();
  }
}
