package org.voxelbench.harness.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.RunFolder;

/**
 * Hands work to the slots, in order, as soon as what it starts from is there.
 *
 * <p>The next piece waits while the host's memory for it is lacking and others run; a card's memory
 * is its slot's alone.
 */
final class Scheduler {

  /** How often a piece that waits for memory looks again. */
  private static final long LOOK_MILLIS = 1000;

  private final JobRunner runner;
  private final MemoryBudget memory;
  private final List<Job> waiting;
  private final Map<String, Boolean> ended = new HashMap<>();
  private int running;
  private boolean allDone = true;
  private boolean broken;

  /**
   * Prepares.
   *
   * @param memory the host's: says whether one more can begin
   */
  Scheduler(List<Job> jobs, JobRunner runner, MemoryBudget memory) {
    this.waiting = new ArrayList<>(jobs);
    this.runner = runner;
    this.memory = memory;
    jobs.forEach(job -> memory.end(hostPeakBytes(job)));
  }

  /**
   * Does all work.
   *
   * @return whether all of it is done
   */
  boolean run(List<DeviceSlot> slots) {
    if (slots.size() == 1) {
      serve(slots.get(0));
      return allDone;
    }
    ExecutorService threads = Executors.newFixedThreadPool(slots.size());
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (DeviceSlot slot : slots) {
        work.add(
            () -> {
              serve(slot);
              return null;
            });
      }
      for (Future<Void> served : threads.invokeAll(work)) {
        served.get();
      }
      return allDone;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private void serve(DeviceSlot slot) {
    for (Optional<Job> job = next(); job.isPresent(); job = next()) {
      boolean done = false;
      boolean whole = false;
      try {
        done = runner.run(job.get(), slot);
        whole = true;
      } finally {
        end(job.get(), done, whole);
      }
    }
  }

  /** The next piece that can begin; empty once there is none left for anybody. */
  private synchronized Optional<Job> next() {
    while (!broken && !waiting.isEmpty()) {
      Optional<Job> ready = takeReady();
      if (ready.isPresent()) {
        running++;
        memory.begin();
        return ready;
      }
      if (waiting.isEmpty()) {
        return Optional.empty();
      }
      try {
        wait(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Optional<Job> takeReady() {
    boolean room = running == 0 || memory.hasRoom();
    for (Iterator<Job> jobs = waiting.iterator(); jobs.hasNext(); ) {
      Job job = jobs.next();
      Boolean start = job.start().map(RunFolder::id).map(ended::get).orElse(null);
      if (job.start().isPresent() && Boolean.FALSE.equals(start)) {
        jobs.remove();
        ended.put(job.id(), false);
        allDone = false;
      } else if (room && (job.start().isEmpty() || start != null)) {
        jobs.remove();
        return Optional.of(job);
      }
    }
    return Optional.empty();
  }

  private synchronized void end(Job job, boolean done, boolean whole) {
    running--;
    ended.put(job.id(), done);
    allDone &= done;
    broken |= !whole;
    memory.end(hostPeakBytes(job));
    notifyAll();
  }

  private static long hostPeakBytes(Job job) {
    return job.folder().manifest().map(Manifest::hostPeakBytes).orElse(0L);
  }
}
