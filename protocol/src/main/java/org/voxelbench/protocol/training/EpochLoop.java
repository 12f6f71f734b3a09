package org.voxelbench.protocol.training;

import java.util.ArrayList;
import java.util.List;
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

/**
 * The loop that trains everything: pre-training and segmentation differ in their task and data alone.
 *
 * <p>Resumed from any epoch it gives what it would have given without a stop.
 */
public final class EpochLoop {

  private final Engine engine;
  private final TrainingTask task;
  private final TrainingData data;
  private final TrainingJournal journal;
  private final Progress progress;

  /** Prepares a loop. */
  public EpochLoop(
      Engine engine, TrainingTask task, TrainingData data, TrainingJournal journal, Progress progress) {
    this.engine = engine;
    this.task = task;
    this.data = data;
    this.journal = journal;
    this.progress = progress;
  }

  /**
   * Trains, continuing from the journal's last state if there is one.
   *
   * @param initial initial weights by name, in order
   * @return the state after the last epoch
   * @throws DivergedException if loss or gradient stop being finite
   */
  public TrainingState run(Map<String, NdArray> initial) {
    Optional<TrainingState> resumed = journal.latest();
    List<EpochLog> log = new ArrayList<>(resumed.map(TrainingState::log).orElse(List.of()));
    TrainingState last = resumed.orElse(new TrainingState(initial, Map.of(), List.of()));
    int epochs = task.length().epochs();
    if (log.size() >= epochs) {
      return last;
    }
    try (Weights weights = engine.weights(resumed.map(TrainingState::weights).orElse(initial));
        Inference validation = engine.inference(task.validation(), weights);
        BatchLoader<StagedBatch> batches = data.training((long) log.size() * task.length().iterations());
        Progress.Stage stage = progress.stage(task.name(), task.length().steps(), "step")) {
      Training training = null;
      try {
        for (int epoch = log.size(); epoch < epochs; epoch++) {
          ScheduledEpoch scheduled = task.schedule().at(epoch);
          if (training == null || scheduled.newOptimizer()) {
            if (training != null) {
              training.close();
            }
            training =
                engine.training(
                    task.objective(), weights, task.trainable().of(scheduled.phase().trainable()), task.optimizer());
            if (!scheduled.newOptimizer()) {
              training.restoreOptimizerState(last.optimizer());
            }
          }
          EpochLog done = epoch(epoch, scheduled, training, validation, batches, stage);
          log.add(done);
          stage.line(done.line(epochs));
          last = new TrainingState(weights.snapshot(), training.optimizerState(), List.copyOf(log));
          journal.save(last);
        }
      } finally {
        if (training != null) {
          training.close();
        }
      }
    }
    return last;
  }

  private EpochLog epoch(
      int epoch,
      ScheduledEpoch scheduled,
      Training training,
      Inference validation,
      BatchLoader<StagedBatch> batches,
      Progress.Stage stage) {
    long start = System.nanoTime();
    double waitedBefore = batches.waitedSeconds();
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
    double trained = (System.nanoTime() - start) * 1e-9;
    double waitShare = (batches.waitedSeconds() - waitedBefore) / trained;
    ValidationScore score = task.score().begin();
    double validationLoss = validate(epoch, validation, score);
    double seconds = (System.nanoTime() - start) * 1e-9;
    return new EpochLog(
        epoch, scheduled.learningRate(), loss / iterations, validationLoss, score.value(), seconds, waitShare);
  }

  private double validate(int epoch, Inference validation, ValidationScore score) {
    int iterations = task.length().validationIterations();
    double loss = 0;
    try (BatchLoader<StagedBatch> batches = data.validation(epoch)) {
      for (int iteration = 0; iteration < iterations; iteration++) {
        try (StagedBatch batch = batches.next()) {
          Map<String, NdArray> outputs = validation.run(batch.inputs());
          loss += outputs.get(Program.LOSS).item();
          score.add(outputs);
        }
      }
    }
    return iterations == 0 ? Double.NaN : loss / iterations;
  }
}
