package org.voxelbench.harness.forecast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.voxelbench.base.random.RandomStream;

/**
 * Nodes without a master, each of which takes the first job in the list that can begin and that
 * nobody holds, dies now and then, and comes back.
 *
 * @param nodes how many
 * @param lookSeconds how often a node that found nothing looks again; 0 as soon as a job ends
 * @param deadAfterSeconds until what a dead node held is taken over
 * @param savedEvery seconds of work between checkpoints
 * @param meanSecondsToDeath of a node that works, exponential; infinite if none dies
 * @param repairSeconds until a dead node is back
 */
record SimulatedCluster(
    int nodes,
    double lookSeconds,
    double deadAfterSeconds,
    double savedEvery,
    double meanSecondsToDeath,
    double repairSeconds) {

  /**
   * What happened.
   *
   * @param seconds until the last job was done
   * @param done how often each job came to its end, by id
   * @param deaths of nodes that worked
   * @param lostSeconds work that was done again
   */
  record Outcome(double seconds, Map<String, Integer> done, int deaths, double lostSeconds) {}

  private record Event(double at, int order, int node, Optional<Makespan.Timed> died) {}

  /** Does all jobs, each after the one that it waits for. */
  Outcome run(List<Makespan.Timed> jobs, RandomStream random) {
    return new Course(jobs, random).run();
  }

  private final class Course {

    private final RandomStream random;
    private final List<Makespan.Timed> waiting;
    private final Map<String, Double> left = new HashMap<>();
    private final Map<String, Double> heldUntil = new HashMap<>();
    private final Map<String, Double> ends = new HashMap<>();
    private final Map<String, Integer> done = new HashMap<>();
    private final PriorityQueue<Event> events =
        new PriorityQueue<>(Comparator.comparingDouble(Event::at).thenComparingInt(Event::order));
    private int order;
    private int deaths;
    private double lost;

    private Course(List<Makespan.Timed> jobs, RandomStream random) {
      this.random = random;
      this.waiting = new ArrayList<>(jobs);
      jobs.forEach(job -> left.put(job.id(), job.seconds()));
    }

    private Outcome run() {
      for (int node = 0; node < nodes; node++) {
        schedule(0, node, Optional.empty());
      }
      while (ends.size() < left.size() || !waiting.isEmpty()) {
        Event event = events.remove();
        if (event.died().isPresent()) {
          release(event.died().get(), event.at());
          schedule(event.at() + repairSeconds, event.node(), Optional.empty());
        } else {
          serve(event.node(), event.at());
        }
      }
      double seconds = ends.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
      return new Outcome(seconds, done, deaths, lost);
    }

    private void serve(int node, double now) {
      Optional<Makespan.Timed> taken = take(now);
      if (taken.isEmpty()) {
        if (waiting.isEmpty() && events.isEmpty()) {
          return;
        }
        schedule(lookSeconds > 0 ? now + lookSeconds : next(now), node, Optional.empty());
        return;
      }
      Makespan.Timed job = taken.get();
      double needed = left.get(job.id());
      double alive = -meanSecondsToDeath * Math.log1p(-random.nextDouble());
      if (alive < needed) {
        double saved = Math.floor(alive / savedEvery) * savedEvery;
        left.put(job.id(), needed - saved);
        lost += alive - saved;
        deaths++;
        schedule(now + alive, node, taken);
      } else {
        ends.put(job.id(), now + needed);
        done.merge(job.id(), 1, Integer::sum);
        schedule(now + needed, node, Optional.empty());
      }
    }

    private void release(Makespan.Timed job, double now) {
      heldUntil.put(job.id(), now + deadAfterSeconds);
      waiting.add(0, job);
    }

    private double next(double now) {
      return events.stream()
          .mapToDouble(Event::at)
          .filter(at -> at > now)
          .min()
          .orElse(now + deadAfterSeconds);
    }

    private void schedule(double at, int node, Optional<Makespan.Timed> died) {
      events.add(new Event(at, order++, node, died));
    }

    private Optional<Makespan.Timed> take(double now) {
      for (Iterator<Makespan.Timed> each = waiting.iterator(); each.hasNext(); ) {
        Makespan.Timed job = each.next();
        boolean begun =
            job.start()
                .map(start -> ends.getOrDefault(start, Double.POSITIVE_INFINITY) <= now)
                .orElse(true);
        if (begun && heldUntil.getOrDefault(job.id(), 0.0) <= now) {
          each.remove();
          return Optional.of(job);
        }
      }
      return Optional.empty();
    }
  }
}
