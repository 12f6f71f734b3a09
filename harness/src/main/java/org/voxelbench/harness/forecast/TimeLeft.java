package org.voxelbench.harness.forecast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The time left of a whole benchmark: what was foretold of its jobs, corrected by what jobs that
 * have ended took.
 *
 * <p>Safe for use by several threads.
 */
public final class TimeLeft {

  private static final double NANO = 1e-9;

  private final List<Makespan.Timed> jobs;
  private final int slots;
  private final boolean foretold;
  private final double afterwards;
  private final LongSupplier nanoClock;
  private final Map<String, Long> begun = new HashMap<>();
  private final Set<String> ended = new HashSet<>();
  private double took;
  private double expected;

  private TimeLeft(
      List<Makespan.Timed> jobs,
      int slots,
      boolean foretold,
      double afterwards,
      LongSupplier nanoClock) {
    this.jobs = List.copyOf(jobs);
    this.slots = slots;
    this.foretold = foretold;
    this.afterwards = afterwards;
    this.nanoClock = nanoClock;
  }

  /** Of jobs whose time was foretold. */
  public static TimeLeft of(Forecast forecast, List<Work> jobs, int slots, LongSupplier nanoClock) {
    return new TimeLeft(
        timed(jobs, forecast.jobSeconds()), slots, true, forecast.reportSeconds(), nanoClock);
  }

  /**
   * Of jobs of which only their sizes are known: there is none until the first has ended.
   *
   * @param sizes how large each is beside the others, such as its steps, by its id
   */
  public static TimeLeft of(
      Map<String, Double> sizes, List<Work> jobs, int slots, LongSupplier nanoClock) {
    return new TimeLeft(timed(jobs, sizes), slots, false, 0, nanoClock);
  }

  private static List<Makespan.Timed> timed(List<Work> jobs, Map<String, Double> sizes) {
    return jobs.stream()
        .map(job -> new Makespan.Timed(job.id(), job.start(), sizes.get(job.id())))
        .toList();
  }

  /** A job begins. */
  public synchronized void begin(String id) {
    begun.put(id, nanoClock.getAsLong());
  }

  /** A job that was about to begin is another process's for now. */
  public synchronized void putBack(String id) {
    begun.remove(id);
  }

  /**
   * A job has ended.
   *
   * @param done whether it is done; those that wait for one that isn't will never begin
   */
  public synchronized void end(String id, boolean done) {
    Long begin = begun.remove(id);
    ended.add(id);
    for (Makespan.Timed job : jobs) {
      if (begin != null && done && job.id().equals(id)) {
        took += (nanoClock.getAsLong() - begin) * NANO;
        expected += job.seconds();
      }
      if (!done && job.start().filter(id::equals).isPresent()) {
        ended.add(job.id());
      }
    }
  }

  /** How many jobs have ended, or never will begin. */
  public synchronized int ended() {
    return (int) jobs.stream().filter(job -> ended.contains(job.id())).count();
  }

  /** How many jobs there are. */
  public int jobs() {
    return jobs.size();
  }

  /** Seconds until the end; empty while nothing is known of them. */
  public synchronized OptionalDouble seconds() {
    if (!foretold && expected == 0) {
      return OptionalDouble.empty();
    }
    double factor = expected == 0 ? 1 : took / expected;
    List<Makespan.Timed> left = new ArrayList<>();
    for (Makespan.Timed job : jobs) {
      if (begun.containsKey(job.id())) {
        double spent = (nanoClock.getAsLong() - begun.get(job.id())) * NANO;
        left.add(
            0,
            new Makespan.Timed(job.id(), job.start(), Math.max(0, job.seconds() * factor - spent)));
      } else if (!ended.contains(job.id())) {
        left.add(new Makespan.Timed(job.id(), job.start(), job.seconds() * factor));
      }
    }
    return OptionalDouble.of(Makespan.seconds(left, slots) + afterwards);
  }
}
