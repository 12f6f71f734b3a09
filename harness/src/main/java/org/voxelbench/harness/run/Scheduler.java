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
import java.util.function.Consumer;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunHeldException;
import org.voxelbench.training.loop.Interruption;

/**
 * Hands work to the slots, in order, as soon as what it starts from is there; what other processes
 * on the folder are at is waited for, and done here if they die.
 *
 * <p>The next piece waits while the host's memory for it is lacking and others run; a card's memory
 * is its slot's alone.
 */
final class Scheduler {

  /** How often a piece that waits for memory looks again. */
  private static final long LOOK_MILLIS = 1000;

  private final JobRunner runner;
  private final MemoryBudget memory;
  private final HeldJobs held;
  private final Interruption stop;
  private final Consumer<String> news;
  private final List<Job> waiting;
  private final Map<String, Boolean> ended = new HashMap<>();
  private int running;
  private boolean allDone = true;
  private boolean broken;

  /**
   * Prepares.
   *
   * @param memory the host's: says whether one more can begin
   * @param stop ends the waiting for others
   * @param news hears whom it waits for
   */
  Scheduler(
      List<Job> jobs,
      JobRunner runner,
      MemoryBudget memory,
      Interruption stop,
      Consumer<String> news) {
    this.waiting = new ArrayList<>(jobs);
    this.runner = runner;
    this.memory = memory;
    this.held = new HeldJobs(jobs, System::nanoTime);
    this.stop = stop;
    this.news = news;
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
        end(job.get(), done);
      } catch (RunHeldException e) {
        whole = true;
        putBack(job.get());
      } finally {
        if (!whole) {
          breakOff();
        }
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
      if (running == 0) {
        stop.check();
        held.news(waiting).ifPresent(news);
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
      boolean ready = held.isDue(job) && (job.start().isEmpty() || start != null);
      boolean isNext = room && ready;
      if (Boolean.FALSE.equals(start) || isNext && held.failedElsewhere(job)) {
        jobs.remove();
        ended.put(job.id(), false);
        allDone = false;
      } else if (isNext) {
        jobs.remove();
        return Optional.of(job);
      }
    }
    return Optional.empty();
  }

  private synchronized void end(Job job, boolean done) {
    running--;
    ended.put(job.id(), done);
    allDone &= done;
    held.end(job);
    memory.end(hostPeakBytes(job));
    notifyAll();
  }

  private synchronized void putBack(Job job) {
    running--;
    held.postpone(job);
    waiting.add(job);
    notifyAll();
  }

  private synchronized void breakOff() {
    running--;
    broken = true;
    notifyAll();
  }

  private static long hostPeakBytes(Job job) {
    return job.folder().manifest().map(Manifest::hostPeakBytes).orElse(0L);
  }
}
