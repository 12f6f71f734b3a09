package org.voxelbench.memory;

import java.util.Optional;
import java.util.ServiceLoader;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;

/** A training as VoxelBench runs it, by the torch engine. */
final class EngineStep implements TrainingStep {

  private final Engine engine;
  private final Weights weights;
  private final Batch batch;
  private final Training training;

  EngineStep(MeasuredTask task, Precision precision, int threads) {
    engine = torch(new EngineOptions("cpu", Optional.of(precision), threads));
    weights = engine.weights(task.initial());
    batch = engine.stage(task.inputs());
    training = engine.training(task.program(), weights, task.trainable(), MeasuredTask.OPTIMIZER);
  }

  private static Engine torch(EngineOptions options) {
    return ServiceLoader.load(EngineProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.id().equals("torch"))
        .findFirst()
        .orElseThrow()
        .open(options);
  }

  @Override
  public double take() {
    return training.step(batch, MeasuredTask.LEARNING_RATE).loss();
  }

  @Override
  public void close() {
    training.close();
    batch.close();
    weights.close();
    engine.close();
  }
}
