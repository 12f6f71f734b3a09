package org.voxelbench.preparation.preprocess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.raw.RawCase;

/**
 * Works on cases in parallel, as many at a time as threads and memory allow.
 *
 * @param threads at least 1
 * @param memory bytes that all cases under way may take together
 * @param progress told after each case
 */
public record CaseWorkers(int threads, long memory, Progress progress) {

  private static final double HEAP_SHARE = 0.8;

  /** Hears how far the work is; called by one thread. */
  @FunctionalInterface
  public interface Progress {

    /** So many of all cases are done. */
    void done(int cases, int of);
  }

  /** Rejects no thread and no memory. */
  public CaseWorkers {
    if (threads < 1 || memory < 1) {
      throw new BadInputException(
          "work needs at least 1 thread and 1 byte, not " + threads + " and " + memory + ".");
    }
  }

  /** Workers that may take most of this JVM's heap. */
  public static CaseWorkers ofThreads(int threads, Progress progress) {
    return new CaseWorkers(
        threads, (long) (HEAP_SHARE * Runtime.getRuntime().maxMemory()), progress);
  }

  /** The same workers, of whose progress nobody hears. */
  CaseWorkers quietly() {
    return new CaseWorkers(threads, memory, (cases, of) -> {});
  }

  /** The same workers, to whose progress so many cases are added that are done already. */
  public CaseWorkers after(int done) {
    return new CaseWorkers(threads, memory, (cases, of) -> progress.done(done + cases, done + of));
  }

  /**
   * Works on every case.
   *
   * @param bytes the memory that a case takes, told before it is read
   * @return the results in the cases' order
   * @throws BadInputException naming the case that failed, or that is larger than the memory; no
   *     further case is begun then
   */
  public <T> List<T> run(
      List<RawCase> cases, ToDoubleFunction<RawCase> bytes, Function<RawCase, T> work) {
    double[] needed = new double[cases.size()];
    Arrays.setAll(needed, i -> checkedBytes(cases.get(i), bytes));
    MemoryGate gate = new MemoryGate(memory);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CompletionService<Integer> completion = new ExecutorCompletionService<>(pool);
      List<T> results = new ArrayList<>(Collections.nCopies(cases.size(), null));
      for (int i = 0; i < cases.size(); i++) {
        int index = i;
        completion.submit(
            () -> {
              gate.enter(needed[index]);
              try {
                T result = named(cases.get(index), work);
                synchronized (results) {
                  results.set(index, result);
                }
                return index;
              } finally {
                gate.leave(needed[index]);
              }
            });
      }
      for (int done = 1; done <= cases.size(); done++) {
        completion.take().get();
        progress.done(done, cases.size());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BadInputException failed
          ? failed
          : new BadInputException("a worker failed: " + e.getCause() + ".", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BadInputException("the work on cases was interrupted; start it again.", e);
    } finally {
      stop(pool);
    }
  }

  private double checkedBytes(RawCase raw, ToDoubleFunction<RawCase> bytes) {
    double needed = named(raw, bytes::applyAsDouble);
    if (needed > memory) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "case '%s' (%s) needs about %.0f MiB of memory, but the budget is %.0f MiB; give the"
                  + " JVM more heap or plan a coarser spacing.",
              raw.id(),
              raw.imageFiles().get(0),
              Math.ceil(needed / (1 << 20)),
              (double) memory / (1 << 20)));
    }
    return needed;
  }

  private static <T> T named(RawCase raw, Function<RawCase, T> work) {
    try {
      return work.apply(raw);
    } catch (BadInputException e) {
      String message = e.getMessage();
      throw new BadInputException(
          message.contains("'" + raw.id() + "'") ? message : "case '" + raw.id() + "': " + message,
          e);
    } catch (OutOfMemoryError e) {
      throw new BadInputException(
          "case '" + raw.id() + "' doesn't fit the memory; use fewer threads or a larger heap.", e);
    }
  }

  /** No case outlives the call, even after a failure. */
  private static void stop(ExecutorService pool) {
    pool.shutdownNow();
    boolean interrupted = false;
    while (true) {
      try {
        if (pool.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
