package org.voxelbench.training.loop;

import java.util.Map;
import java.util.Optional;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Weights;
import org.voxelbench.store.Checkpoint;
import org.voxelbench.store.EpochRow;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.TrainingLog;
import org.voxelbench.store.TrainingProgress;
import org.voxelbench.training.loader.BatchLoader;

/**
 * The loop that trains everything: pre-training and segmentation differ in their task and data
 * alone.
 *
 * <p>It leaves a checkpoint now and then, and one where it ends or is asked to stop; resumed from
 * any of them it gives what it would have given without a stop.
 */
public final class EpochLoop {

  private final Engine engine;
  private final TrainingTask task;
  private final TrainingData data;
  private final RunFolder folder;
  private final Limits limits;
  private final Progress progress;

  /** Prepares a loop whose checkpoints and log lie in a run's folder. */
  public EpochLoop(
      Engine engine,
      TrainingTask task,
      TrainingData data,
      RunFolder folder,
      Limits limits,
      Progress progress) {
    this.engine = engine;
    this.task = task;
    this.data = data;
    this.folder = folder;
    this.limits = limits;
    this.progress = progress;
  }

  /**
   * Trains, continuing from the last checkpoint if there is one. Of several processes each gets
   * what the same checkpoint holds, and the leading one saves and logs.
   *
   * @param initial initial weights by name, in order
   * @return the state after the last epoch
   * @throws DivergedException if loss or gradient were not finite for too many steps in a row
   * @throws OutOfBudgetException if the budget is used up
   * @throws InterruptedRunException if it was asked to stop, once a checkpoint is saved
   */
  public Checkpoint run(Map<String, NdArray> initial) {
    Checkpoint start =
        folder
            .checkpoint()
            .load()
            .orElseGet(() -> new Checkpoint(initial, Map.of(), TrainingProgress.none()));
    int first = start.progress().epochs();
    if (first >= task.length().epochs()) {
      return start;
    }
    limits.interruption().check();
    boolean leads = engine.ranks().leads();
    Optional<TrainingLog> log = leads ? Optional.of(folder.trainingLog(first)) : Optional.empty();
    try (Weights weights = engine.weights(start.weights());
        Inference validation = engine.inference(task.validation(), weights);
        BatchLoader<StagedBatch> batches = data.training(steps(start.progress()));
        Progress.Stage stage = progress.stage(task.name(), task.length().steps(), "step");
        Phases phases = new Phases(engine, task, weights, start.optimizer());
        CheckpointWriter checkpoints =
            new CheckpointWriter(
                leads ? folder.checkpoint()::save : unsaved -> {},
                limits,
                reached -> new Checkpoint(weights.snapshot(), phases.optimizerState(), reached))) {
      TrainingProgress reached = start.progress();
      while (reached.epochs() < task.length().epochs()) {
        Epoch current = new Epoch(engine, task, limits, reached, batches);
        Optional<RuntimeException> end = current.train(phases, checkpoints, stage);
        if (end.isEmpty()) {
          end = current.validate(validation, data);
        }
        if (end.isPresent()) {
          checkpoints.last(current.soFar());
          throw end.get();
        }
        EpochRow row = current.row();
        log.ifPresent(lines -> lines.add(row));
        stage.line(EpochLine.of(row, task.length().epochs()));
        reached = current.done();
        if (reached.epochs() < task.length().epochs()) {
          checkpoints.betweenEpochs(reached);
        }
      }
      return checkpoints.last(reached);
    }
  }

  private long steps(TrainingProgress done) {
    return (long) done.epochs() * task.length().iterations() + done.open().iterations();
  }
}
