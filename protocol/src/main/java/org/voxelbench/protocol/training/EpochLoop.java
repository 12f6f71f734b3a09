package org.voxelbench.protocol.training;

import java.util.Map;
import java.util.Optional;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.PeakMemory;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.StepResult;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;
import org.voxelbench.protocol.loader.BatchLoader;
import org.voxelbench.protocol.progress.Progress;
import org.voxelbench.protocol.schedule.ScheduledEpoch;
import org.voxelbench.protocol.store.Checkpoint;
import org.voxelbench.protocol.store.EpochRow;
import org.voxelbench.protocol.store.OpenEpoch;
import org.voxelbench.protocol.store.RunFolder;
import org.voxelbench.protocol.store.TrainingLog;
import org.voxelbench.protocol.store.TrainingProgress;

/**
 * The loop that trains everything: pre-training and segmentation differ in their task and data
 * alone.
 *
 * <p>It leaves a checkpoint after each epoch, and one within an epoch when it is asked to stop;
 * resumed from any of them it gives what it would have given without a stop.
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
   * Trains, continuing from the last checkpoint if there is one.
   *
   * @param initial initial weights by name, in order
   * @return the state after the last epoch
   * @throws DivergedException if loss or gradient stop being finite
   * @throws OutOfBudgetException if the budget is used up
   * @throws InterruptedRunException if it was asked to stop, once a checkpoint is saved
   */
  public Checkpoint run(Map<String, NdArray> initial) {
    Checkpoint last =
        folder
            .checkpoint()
            .load()
            .orElseGet(() -> new Checkpoint(initial, Map.of(), TrainingProgress.none()));
    int first = last.progress().epochs();
    if (first >= task.length().epochs()) {
      return last;
    }
    limits.interruption().check();
    TrainingLog log = folder.trainingLog(first);
    try (Weights weights = engine.weights(last.weights());
        Inference validation = engine.inference(task.validation(), weights);
        BatchLoader<StagedBatch> batches = data.training(steps(last.progress()));
        Progress.Stage stage = progress.stage(task.name(), task.length().steps(), "step");
        Phases phases = new Phases(engine, task, weights, last.optimizer())) {
      for (int epoch = first; epoch < task.length().epochs(); epoch++) {
        Epoch current = new Epoch(last.progress(), batches);
        Optional<RuntimeException> end = current.train(phases, stage);
        if (end.isEmpty()) {
          end = current.validate(validation);
        }
        if (end.isPresent()) {
          folder
              .checkpoint()
              .save(new Checkpoint(weights.snapshot(), phases.optimizerState(), current.stopped()));
          throw end.get();
        }
        log.add(current.row());
        stage.line(EpochLine.of(current.row(), task.length().epochs()));
        last = new Checkpoint(weights.snapshot(), phases.optimizerState(), current.done());
        folder.checkpoint().save(last);
      }
    }
    return last;
  }

  private long steps(TrainingProgress done) {
    return (long) done.epochs() * task.length().iterations() + done.open().iterations();
  }

  /** One epoch, begun or continued. */
  private final class Epoch {

    private final TrainingProgress before;
    private final BatchLoader<StagedBatch> batches;
    private final ScheduledEpoch scheduled;
    private final long begin = System.nanoTime();
    private final double energyBegin = engine.energyJoules();
    private final double waitedBegin;
    private final ValidationScore score = task.score().begin();
    private int iterations;
    private double loss;
    private double validationLoss;

    Epoch(TrainingProgress before, BatchLoader<StagedBatch> batches) {
      this.before = before;
      this.batches = batches;
      scheduled = task.schedule().at(before.epochs());
      waitedBegin = batches.waited().toNanos() * 1e-9;
      iterations = before.open().iterations();
      loss = before.open().lossSum();
    }

    /** Goes to the last step, unless something ends it before. */
    private Optional<RuntimeException> train(Phases phases, Progress.Stage stage) {
      Training training = phases.of(scheduled, iterations > 0);
      long firstStep = (long) before.epochs() * task.length().iterations();
      while (iterations < task.length().iterations()) {
        Optional<RuntimeException> end =
            limits.reached(task.name(), firstStep + iterations, spent(), peak(), engine.info());
        if (end.isPresent()) {
          return end;
        }
        step(training);
        stage.done(firstStep + iterations);
      }
      return Optional.empty();
    }

    private void step(Training training) {
      try (StagedBatch batch = batches.next()) {
        StepResult result = training.step(batch.inputs(), scheduled.learningRate());
        if (!result.finite()) {
          throw new DivergedException(
              task.name(),
              before.epochs(),
              iterations,
              result.loss(),
              result.gradientNorm(),
              batch.cases(),
              folder.checkpoint().exists() ? before.epochs() : 0);
        }
        loss += result.loss();
        iterations++;
      }
    }

    /** Goes to the last batch, unless something ends it before. */
    private Optional<RuntimeException> validate(Inference validation) {
      double sum = 0;
      int count = 0;
      try (BatchLoader<StagedBatch> held = data.validation(before.epochs())) {
        while (held.hasNext()) {
          Optional<RuntimeException> end = limits.interrupted();
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

    private EpochRow row() {
      return new EpochRow(
          before.epochs(),
          scheduled.learningRate(),
          loss / iterations,
          validationLoss,
          score.value(),
          seconds(),
          waited() / seconds());
    }

    private TrainingProgress done() {
      return new TrainingProgress(
          before.epochs() + 1, spent(), spent(), peak(), hostPeak(), energy(), OpenEpoch.none());
    }

    private TrainingProgress stopped() {
      return new TrainingProgress(
          before.epochs(),
          before.wallSeconds(),
          before.trainingSeconds(),
          peak(),
          hostPeak(),
          energy(),
          new OpenEpoch(iterations, loss, seconds(), waited()));
    }
  }
}
