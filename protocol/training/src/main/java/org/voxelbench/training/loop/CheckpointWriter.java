package org.voxelbench.training.loop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.voxelbench.store.Checkpoint;
import org.voxelbench.store.TrainingProgress;

/**
 * Saves a training now and then: copies of weights and optimiser are taken between two steps, and
 * written on a thread of its own while the next steps run, one checkpoint at a time.
 *
 * <p>What goes wrong there is thrown at the next call.
 */
final class CheckpointWriter implements AutoCloseable {

  private static final Future<?> NOTHING = CompletableFuture.completedFuture(null);

  private final Consumer<Checkpoint> file;
  private final Limits limits;
  private final Function<TrainingProgress, Checkpoint> state;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread writer = new Thread(task, "checkpoint-writer");
            writer.setDaemon(true);
            return writer;
          });
  private Future<?> saving = NOTHING;
  private long latest = System.nanoTime();

  /**
   * Prepares; the first checkpoint is due after the first interval.
   *
   * @param file where it is saved
   * @param state copies of the training as it is
   */
  CheckpointWriter(
      Consumer<Checkpoint> file, Limits limits, Function<TrainingProgress, Checkpoint> state) {
    this.file = file;
    this.limits = limits;
    this.state = state;
  }

  /** Saves between two steps if it is time and the checkpoint before is written. */
  void betweenSteps(Supplier<TrainingProgress> progress) {
    if (!saving.isDone()) {
      return;
    }
    await();
    long nanos = limits.checkpoint().interval().toNanos();
    if (!limits.checkpoint().everyEpoch() && System.nanoTime() - latest >= nanos) {
      begin(progress.get());
    }
  }

  /** Saves between two epochs where each is to be saved. */
  void betweenEpochs(TrainingProgress progress) {
    if (limits.checkpoint().everyEpoch()) {
      begin(progress);
    }
  }

  private void begin(TrainingProgress progress) {
    await();
    latest = System.nanoTime();
    Checkpoint snapshot = state.apply(progress);
    saving = thread.submit(() -> limits.interruption().holdUp(() -> save(snapshot)));
  }

  /** Saves the end, or where a training stops, and waits until it is done. */
  Checkpoint last(TrainingProgress progress) {
    return limits
        .interruption()
        .holdUp(
            () -> {
              await();
              return save(state.apply(progress));
            });
  }

  private Checkpoint save(Checkpoint checkpoint) {
    file.accept(checkpoint);
    return checkpoint;
  }

  /** Waits until what was begun is saved. */
  private void await() {
    Future<?> begun = saving;
    saving = NOTHING;
    boolean interrupted = false;
    try {
      while (true) {
        try {
          begun.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a checkpoint can't be saved", e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for what is being saved. */
  @Override
  public void close() {
    try {
      await();
    } finally {
      thread.shutdown();
    }
  }
}
