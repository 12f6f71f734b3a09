package org.voxelbench.training.loop;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.LongToDoubleFunction;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.store.Checkpoint;
import org.voxelbench.store.PreTrainingKey;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.network.TestEngines;
import org.voxelbench.training.protocol.Length;
import org.voxelbench.training.schedule.LearningRateSchedule;
import org.voxelbench.training.schedule.Schedule;

/**
 * A training of one weight {@code w}, whose loss at a step with input {@code x} is {@code (w -
 * x)^2} : an input that is no number has neither loss nor gradient.
 *
 * @param folder where it leaves its files
 * @param name its name
 * @param length its length
 * @param input the input of a step, counted over all epochs
 */
record OneWeight(Path folder, String name, Length length, LongToDoubleFunction input) {

  private static final String HASH = "0123456789abcdef";
  private static final double PEAK_RATE = 0.1;
  private static final double MOMENTUM = 0.5;

  /** Where it begins. */
  private static final float START = 2;

  RunFolder run() {
    return new RunStore(folder).preTraining(new PreTrainingKey(HASH, name, HASH, 1, "torch"));
  }

  /** The rate of an epoch. */
  double rate(int epoch) {
    return schedule().at(epoch).learningRate();
  }

  private LearningRateSchedule schedule() {
    return Schedule.DEFAULT.over(PEAK_RATE, 0, length.epochs());
  }

  /** Trains, or goes on. */
  Checkpoint train(Limits limits, Progress progress) {
    Program loss =
        graph ->
            Map.of(
                Program.LOSS,
                graph.sum(graph.square(graph.sub(graph.weight("w"), graph.input("x"))), false));
    TrainingTask task =
        new TrainingTask(
            name,
            loss,
            loss,
            ValidationScore.NONE,
            schedule(),
            length,
            new Optimizer.Sgd(MOMENTUM, false, 0, Double.POSITIVE_INFINITY),
            trainable -> Set.of("w"));
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      LongFunction<HostBatch> batches =
          step ->
              new HostBatch(Map.of("x", array(input.applyAsDouble(step))), List.of("case-" + step));
      BatchMaker data =
          new BatchMaker(
              batches, batches, length.steps(), length.validationIterations(), 1, engine);
      return new EpochLoop(engine, task, data, run(), limits, progress)
          .run(Map.of("w", array(START)));
    }
  }

  private static NdArray array(double value) {
    return NdArray.of(new int[] {1}, (float) value);
  }

  /** The weight after the steps whose input is a number. */
  double expected() {
    double weight = START;
    double momentum = 0;
    for (long step = 0; step < length.steps(); step++) {
      double x = input.applyAsDouble(step);
      if (Double.isFinite(x)) {
        momentum = MOMENTUM * momentum + 2 * (weight - x);
        weight -= rate((int) (step / length.iterations())) * momentum;
      }
    }
    return weight;
  }
}
