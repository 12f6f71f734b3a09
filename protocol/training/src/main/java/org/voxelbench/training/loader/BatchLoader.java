package org.voxelbench.training.loader;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.voxelbench.base.BadInputException;

/**
 * Makes batches ahead of their use on several threads and hands them out in the order of their
 * iterations, whatever the number of threads.
 *
 * <p>At most {@code prefetch} batches are made or kept at a time. {@link #next} and {@link #close}
 * belong to one thread, the consumer's.
 *
 * @param <T> the batch
 */
public final class BatchLoader<T> implements AutoCloseable {

  /** A batch that holds memory outside the heap; the loader closes those that nobody took. */
  public interface Releasable extends AutoCloseable {

    @Override
    void close();
  }

  private final LongFunction<T> make;
  private final long end;
  private final Runnable afterClose;
  private final ExecutorService workers;
  private final Deque<Future<T>> ahead = new ArrayDeque<>();
  private long asked;
  private long handedOut;
  private long waitedNanos;

  private BatchLoader(
      LongFunction<T> make, int threads, long start, long end, Runnable afterClose) {
    this.make = make;
    this.end = end;
    this.afterClose = afterClose;
    this.asked = start;
    this.handedOut = start;
    AtomicInteger started = new AtomicInteger();
    this.workers =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "batch-loader-" + started.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins to make batches.
   *
   * @param make the batch of an iteration, a function of the iteration alone; called by several
   *     threads
   * @param threads number of threads
   * @param prefetch batches made ahead
   * @param start the first iteration, more than 0 to resume
   * @param end the iteration after the last
   */
  public static <T> BatchLoader<T> open(
      LongFunction<T> make, int threads, int prefetch, long start, long end) {
    if (threads < 1 || prefetch < 1) {
      throw new BadInputException(
          "a loader needs at least one thread and one batch ahead; got "
              + threads
              + " and "
              + prefetch
              + ".");
    }
    if (start < 0 || end < start) {
      throw new BadInputException(
          "a loader can't run from iteration " + start + " to " + end + ".");
    }
    return new BatchLoader<>(make, threads, start, end, () -> {}).begun(prefetch);
  }

  /**
   * Hands each batch on through one more step, in their order and on a thread of its own, which
   * becomes this loader's consumer: the new one hands out and closes for both.
   *
   * @param step what becomes of a batch
   * @param prefetch batches that have taken the step ahead of their use
   */
  public <R> BatchLoader<R> then(Function<T, R> step, int prefetch) {
    return new BatchLoader<R>(iteration -> step.apply(next()), 1, handedOut, end, this::close)
        .begun(prefetch);
  }

  private BatchLoader<T> begun(int prefetch) {
    for (int i = 0; i < prefetch; i++) {
      askForOne();
    }
    return this;
  }

  private void askForOne() {
    if (asked < end) {
      long iteration = asked++;
      ahead.add(workers.submit(() -> make.apply(iteration)));
    }
  }

  /** Whether there is a batch left. */
  public boolean hasNext() {
    return handedOut < end;
  }

  /**
   * The batch of the next iteration; waits until it is made.
   *
   * @throws BadInputException if there is none left, or the thread is interrupted
   * @throws RuntimeException whatever making the batch threw; asking again throws it again
   */
  public T next() {
    Future<T> first = ahead.peek();
    if (first == null) {
      throw new BadInputException(
          "there is no batch of iteration " + handedOut + "; the loader is closed or done.");
    }
    long before = System.nanoTime();
    try {
      T batch = first.get();
      ahead.remove();
      handedOut++;
      askForOne();
      return batch;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BadInputException(
          "interrupted while waiting for the batch of iteration " + handedOut + ".", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException exception) {
        throw exception;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new BadInputException("the batch of iteration " + handedOut + " failed.", e);
    } finally {
      waitedNanos += System.nanoTime() - before;
    }
  }

  /** How long the consumer has waited for batches so far. */
  public Duration waited() {
    return Duration.ofNanos(waitedNanos);
  }

  /**
   * Drops batches not begun, waits for those in the making, so that the cases they read can be
   * closed afterwards, and closes those that nobody took, if they can be closed.
   */
  @Override
  public void close() {
    // No interrupt: it would close the file under other readers of the same case.
    ahead.removeIf(batch -> batch.cancel(false));
    workers.shutdown();
    boolean interrupted = false;
    while (!workers.isTerminated()) {
      try {
        workers.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    ahead.forEach(BatchLoader::drop);
    ahead.clear();
    afterClose.run();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void drop(Future<?> made) {
    try {
      if (made.get() instanceof Releasable batch) {
        batch.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      // A batch that failed holds nothing; nobody asked for it, so its failure concerns nobody.
      return;
    }
  }
}
