package org.voxelbench.evaluation.inference;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.voxelbench.engine.Batch;

/** Stages one batch ahead on a thread of its own, while the engine computes the one before. */
final class BatchFeed implements AutoCloseable {

  private final IntFunction<Batch> stage;
  private final int batches;
  private final ExecutorService loader;
  private CompletableFuture<Batch> ahead;
  private int next;

  BatchFeed(int batches, IntFunction<Batch> stage) {
    this.batches = batches;
    this.stage = stage;
    this.loader =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "voxelbench-patches");
              thread.setDaemon(true);
              return thread;
            });
    this.ahead = start(0);
  }

  private CompletableFuture<Batch> start(int index) {
    return CompletableFuture.supplyAsync(() -> stage.apply(index), loader);
  }

  /** The next batch, which the caller closes. */
  Batch next() {
    try {
      Batch batch = ahead.join();
      next++;
      ahead = next < batches ? start(next) : CompletableFuture.completedFuture(null);
      return batch;
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  /** Waits for the batch ahead and frees it. */
  @Override
  public void close() {
    ahead
        .handle(
            (batch, failure) -> {
              if (batch != null) {
                batch.close();
              }
              return null;
            })
        .join();
    loader.shutdown();
  }
}
