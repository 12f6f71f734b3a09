package org.voxelbench.protocol.training;

import java.util.Map;
import java.util.Optional;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.StepResult;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;
import org.voxelbench.protocol.loader.BatchLoader;
import org.voxelbench.protocol.progress.Progress;
import org.voxelbench.protocol.schedule.ScheduledEpoch;
import org.voxelbench.protocol.store.Checkpoint;
import org.voxelbench.protocol.store.EpochRow;
import org.voxelbench.protocol.store.RunFolder;
import org.voxelbench.protocol.store.TrainingLog;
import org.voxelbench.protocol.store.TrainingProgress;

/**
 * The loop that trains everything: pre-training and segmentation differ in their task and data
 * alone.
 *
 * <p>It leaves a checkpoint after each epoch; resumed from any of them it gives what it would have
 * given without a stop.
 */
public final class EpochLoop {

  private final Engine engine;
  private final TrainingTask task;
  private final TrainingData data;
  private final RunFolder folder;
  private final Progress progress;

  /** Prepares a loop whose checkpoints and log lie in a run's folder. */
  public EpochLoop(
      Engine engine, TrainingTask task, TrainingData data, RunFolder folder, Progress progress) {
    this.engine = engine;
    this.task = task;
    this.data = data;
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * Trains, continuing from the last checkpoint if there is one.
   *
   * @param initial initial weights by name, in order
   * @return the state after the last epoch
   * @throws DivergedException if loss or gradient stop being finite
   */
  public Checkpoint run(Map<String, NdArray> initial) {
    Optional<Checkpoint> saved = folder.checkpoint().load();
    Checkpoint last =
        saved.orElse(new Checkpoint(initial, Map.of(), new TrainingProgress(0, 0, 0, 0, 0)));
    int first = last.progress().epochs();
    if (first >= task.length().epochs()) {
      return last;
    }
    TrainingLog log = folder.trainingLog(first);
    try (Weights weights = engine.weights(last.weights());
        Inference validation = engine.inference(task.validation(), weights);
        BatchLoader<StagedBatch> batches =
            data.training((long) first * task.length().iterations());
        Progress.Stage stage = progress.stage(task.name(), task.length().steps(), "step");
        Phases phases = new Phases(engine, task, weights, last.optimizer())) {
      for (int epoch = first; epoch < task.length().epochs(); epoch++) {
        double energyBefore = engine.energyJoules();
        EpochRow done = epoch(epoch, phases, validation, batches, stage);
        log.add(done);
        stage.line(EpochLine.of(done, task.length().epochs()));
        last =
            new Checkpoint(
                weights.snapshot(),
                phases.optimizerState(),
                after(done, energyBefore, last.progress()));
        folder.checkpoint().save(last);
      }
    }
    return last;
  }

  private TrainingProgress after(EpochRow done, double energyBefore, TrainingProgress before) {
    double seconds = before.trainingSeconds() + done.seconds();
    return new TrainingProgress(
        done.epoch() + 1,
        seconds,
        seconds,
        Math.max(before.peakMemoryBytes(), engine.peakMemoryBytes()),
        before.energyJoules() + engine.energyJoules() - energyBefore);
  }

  private EpochRow epoch(
      int epoch,
      Phases phases,
      Inference validation,
      BatchLoader<StagedBatch> batches,
      Progress.Stage stage) {
    long begin = System.nanoTime();
    ScheduledEpoch scheduled = task.schedule().at(epoch);
    Training training = phases.of(scheduled);
    double waitedBefore = seconds(batches);
    int iterations = task.length().iterations();
    double loss = 0;
    for (int iteration = 0; iteration < iterations; iteration++) {
      try (StagedBatch batch = batches.next()) {
        StepResult result = training.step(batch.inputs(), scheduled.learningRate());
        if (!result.finite()) {
          throw new DivergedException(
              task.name(), epoch, iteration, result.loss(), result.gradientNorm(), batch.cases());
        }
        loss += result.loss();
      }
      stage.done((long) epoch * iterations + iteration + 1);
    }
    double waitShare = (seconds(batches) - waitedBefore) / secondsSince(begin);
    ValidationScore score = task.score().begin();
    double validationLoss = validate(epoch, validation, score);
    return new EpochRow(
        epoch,
        scheduled.learningRate(),
        loss / iterations,
        validationLoss,
        score.value(),
        secondsSince(begin),
        waitShare);
  }

  private double validate(int epoch, Inference validation, ValidationScore score) {
    double loss = 0;
    int count = 0;
    try (BatchLoader<StagedBatch> batches = data.validation(epoch)) {
      while (batches.hasNext()) {
        try (StagedBatch batch = batches.next()) {
          Map<String, NdArray> outputs = validation.run(batch.inputs());
          loss += outputs.get(Program.LOSS).item();
          score.add(outputs);
          count++;
        }
      }
    }
    return count == 0 ? Double.NaN : loss / count;
  }

  private static double seconds(BatchLoader<?> batches) {
    return batches.waited().toNanos() * 1e-9;
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) * 1e-9;
  }
}
