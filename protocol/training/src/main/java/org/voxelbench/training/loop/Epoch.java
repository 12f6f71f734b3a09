package org.voxelbench.training.loop;

import java.util.Map;
import java.util.Optional;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.PeakMemory;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.StepResult;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.ranks.LostProcessException;
import org.voxelbench.store.EpochRow;
import org.voxelbench.store.PartialEpoch;
import org.voxelbench.store.TrainingProgress;
import org.voxelbench.training.loader.BatchLoader;
import org.voxelbench.training.schedule.ScheduledEpoch;

/**
 * One epoch, begun or continued.
 *
 * <p>A step whose loss or gradient is not finite changes no weight; it is counted, is no part of
 * the mean loss, and goes by as any other.
 */
final class Epoch {

  private final Engine engine;
  private final TrainingTask task;
  private final Limits limits;
  private final TrainingProgress before;
  private final BatchLoader<StagedBatch> batches;
  private final ScheduledEpoch scheduled;
  private final long begin = System.nanoTime();
  private final double energyBegin;
  private final double waitedBegin;
  private final ValidationScore score;
  private final Agreement agreement;
  private int iterations;
  private int skippedSteps;
  private int skippedInARow;
  private double loss;
  private double validationLoss;
  private double norm;

  /**
   * Prepares to go on.
   *
   * @param before what is done
   * @param batches batches to train on, the next one first
   */
  Epoch(
      Engine engine,
      TrainingTask task,
      Limits limits,
      TrainingProgress before,
      BatchLoader<StagedBatch> batches) {
    this.engine = engine;
    this.task = task;
    this.limits = limits;
    this.before = before;
    this.batches = batches;
    agreement = new Agreement(engine, task.name());
    scheduled = task.schedule().at(before.epochs());
    energyBegin = engine.energyJoules();
    waitedBegin = batches.waited().toNanos() * 1e-9;
    score = task.score().begin();
    iterations = before.open().iterations();
    skippedSteps = before.open().skippedSteps();
    skippedInARow = before.skippedInARow();
    loss = before.open().lossSum();
  }

  /** Goes to the last step, unless something ends it before. */
  Optional<RuntimeException> train(
      Phases phases, CheckpointWriter checkpoints, Progress.Stage stage) {
    try {
      return steps(phases, checkpoints, stage);
    } catch (LostProcessException e) {
      return Optional.of(e);
    }
  }

  private Optional<RuntimeException> steps(
      Phases phases, CheckpointWriter checkpoints, Progress.Stage stage) {
    Training training = phases.of(scheduled, iterations > 0);
    long firstStep = (long) before.epochs() * task.length().iterations();
    while (iterations < task.length().iterations()) {
      long done = firstStep + iterations;
      Optional<RuntimeException> end =
          agreement.on(
              done, norm, limits.reached(task.name(), done, spent(), peak(), engine.info()));
      if (end.isEmpty()) {
        checkpoints.betweenSteps(this::soFar);
        end = step(training);
      }
      if (end.isPresent()) {
        return end;
      }
      stage.done(firstStep + iterations);
    }
    return Optional.empty();
  }

  private Optional<RuntimeException> step(Training training) {
    try (StagedBatch batch = batches.next()) {
      StepResult result = training.step(batch.inputs(), scheduled.learningRate());
      norm = result.gradientNorm();
      if (result.finite()) {
        loss += result.loss();
        skippedInARow = 0;
      } else if (skippedInARow + 1 >= mostInARow()) {
        return Optional.of(
            new DivergedException(
                task.name(),
                before.epochs(),
                iterations,
                skippedInARow + 1,
                result,
                batch.cases()));
      } else {
        skippedInARow++;
        skippedSteps++;
      }
      iterations++;
      return Optional.empty();
    }
  }

  /** A training that skipped every step it has is none. */
  private long mostInARow() {
    return Math.min(limits.divergence().skippedSteps(), task.length().steps());
  }

  /** Goes to the last batch, unless something ends it before. */
  Optional<RuntimeException> validate(Inference validation, TrainingData data) {
    try {
      return batches(validation, data);
    } catch (LostProcessException e) {
      return Optional.of(e);
    }
  }

  private Optional<RuntimeException> batches(Inference validation, TrainingData data) {
    double sum = 0;
    int count = 0;
    try (BatchLoader<StagedBatch> held = data.validation(before.epochs())) {
      while (held.hasNext()) {
        Optional<RuntimeException> end = agreement.on(count, norm, limits.interrupted());
        if (end.isPresent()) {
          return end;
        }
        try (StagedBatch batch = held.next()) {
          Map<String, NdArray> outputs = validation.run(batch.inputs());
          sum += outputs.get(Program.LOSS).item();
          score.add(outputs);
          count++;
        }
      }
    }
    validationLoss = count == 0 ? Double.NaN : sum / count;
    return Optional.empty();
  }

  private double seconds() {
    return before.open().seconds() + (System.nanoTime() - begin) * 1e-9;
  }

  private double spent() {
    return before.trainingSeconds() + seconds();
  }

  private double waited() {
    return before.open().waitSeconds() + batches.waited().toNanos() * 1e-9 - waitedBegin;
  }

  private long peak() {
    return Math.max(before.peakMemoryBytes(), engine.peakMemoryBytes());
  }

  private long hostPeak() {
    return Math.max(before.peakHostBytes(), PeakMemory.ofProcess(() -> 0));
  }

  private double energy() {
    return before.energyJoules() + engine.energyJoules() - energyBegin;
  }

  /** Its line in the training log. */
  EpochRow row() {
    int updates = iterations - skippedSteps;
    return new EpochRow(
        before.epochs(),
        scheduled.learningRate(),
        updates == 0 ? Double.NaN : loss / updates,
        validationLoss,
        score.value(),
        seconds(),
        waited() / seconds(),
        skippedSteps,
        peak(),
        hostPeak(),
        score.byClass());
  }

  /** The training's progress after it. */
  TrainingProgress done() {
    return new TrainingProgress(
        before.epochs() + 1,
        spent(),
        spent(),
        peak(),
        hostPeak(),
        energy(),
        skippedInARow,
        PartialEpoch.none());
  }

  /** The training's progress within it. */
  TrainingProgress soFar() {
    return new TrainingProgress(
        before.epochs(),
        before.wallSeconds(),
        before.trainingSeconds(),
        peak(),
        hostPeak(),
        energy(),
        skippedInARow,
        new PartialEpoch(iterations, skippedSteps, loss, seconds(), waited()));
  }
}
