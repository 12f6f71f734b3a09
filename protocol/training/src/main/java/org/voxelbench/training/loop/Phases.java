package org.voxelbench.training.loop;

import java.util.Map;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;
import org.voxelbench.training.schedule.ScheduledEpoch;

/** The optimiser of the current phase; a new one begins where the schedule says so. */
final class Phases implements AutoCloseable {

  private final Engine engine;
  private final TrainingTask task;
  private final Weights weights;
  private final Map<String, NdArray> saved;
  private Training training;

  /**
   * Prepares the phases.
   *
   * @param saved optimiser state with which to continue in the middle of a phase
   */
  Phases(Engine engine, TrainingTask task, Weights weights, Map<String, NdArray> saved) {
    this.engine = engine;
    this.task = task;
    this.weights = weights;
    this.saved = saved;
  }

  /**
   * The training of an epoch.
   *
   * @param within whether steps of this epoch were done already, by an earlier start
   */
  Training of(ScheduledEpoch epoch, boolean within) {
    if (training == null || epoch.newOptimizer()) {
      boolean continued = training == null && (within || !epoch.newOptimizer());
      close();
      training =
          engine.training(
              task.objective(), weights, task.trainable().of(epoch.trainable()), task.optimizer());
      if (continued) {
        training.restoreOptimizerState(saved);
      }
    }
    return training;
  }

  Map<String, NdArray> optimizerState() {
    return training.optimizerState();
  }

  @Override
  public void close() {
    if (training != null) {
      training.close();
      training = null;
    }
  }
}
