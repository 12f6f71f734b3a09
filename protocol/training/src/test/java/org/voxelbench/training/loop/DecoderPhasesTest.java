package org.voxelbench.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.store.PreTrainingKey;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.network.TestEngines;
import org.voxelbench.training.protocol.Budget;
import org.voxelbench.training.protocol.Checkpointing;
import org.voxelbench.training.protocol.Divergence;
import org.voxelbench.training.protocol.Length;
import org.voxelbench.training.protocol.Recipe;
import org.voxelbench.training.schedule.Schedule;
import org.voxelbench.training.schedule.Trainable;

/**
 * What the decoder phases of a sawtooth move: a network of two weights with the loss {@code (e -
 * 3)^2 + (d + 1)^2}, where {@code e} stands for the encoder and {@code d} for the decoder.
 */
class DecoderPhasesTest {

  private static final String HASH = "0123456789abcdef";
  private static final Length LENGTH = new Length(6, 2, 0);
  private static final double MOMENTUM = 0.5;

  /** Rise, fall, a warm-up of two epochs, and a fall of two: the sawtooth of warm-ups of two. */
  private static final double[] RATES = {0.1, 0.1, 0.05, 0.1, 0.1, 0.1 * Math.pow(0.5, 0.9)};

  private static final int DECODER_EPOCHS = 2;

  @TempDir private Path folder;

  private RunFolder run(String name) {
    return new RunStore(folder).preTraining(new PreTrainingKey(HASH, name, HASH, 1, "torch"));
  }

  private Map<String, NdArray> train(String name, boolean frozenEncoder, Progress progress) {
    Program loss =
        graph ->
            Map.of(
                Program.LOSS,
                graph.add(
                    graph.sum(
                        graph.square(graph.sub(graph.weight("e"), graph.input("three"))), false),
                    graph.sum(
                        graph.square(graph.add(graph.weight("d"), graph.input("one"))), false)));
    TrainingTask task =
        new TrainingTask(
            name,
            loss,
            loss,
            ValidationScore.NONE,
            new Recipe(Schedule.SAWTOOTH, 0.1, 2, false, frozenEncoder).over(LENGTH.epochs()),
            LENGTH,
            new Optimizer.Sgd(MOMENTUM, false, 0, Double.POSITIVE_INFINITY),
            trainable -> trainable == Trainable.ALL ? Set.of("e", "d") : Set.of("d"));
    LongFunction<HostBatch> batches =
        step -> new HostBatch(Map.of("three", value(3), "one", value(1)), List.of());
    Limits limits =
        new Limits(
            Budget.none(), Divergence.standard(), new Checkpointing(1e-9), new Interruption());
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      BatchMaker data = new BatchMaker(batches, batches, LENGTH.steps(), 0, 1, engine);
      return new EpochLoop(engine, task, data, run(name), limits, progress)
          .run(Map.of("e", value(0), "d", value(0)))
          .weights();
    }
  }

  private static NdArray value(double value) {
    return NdArray.of(new int[] {1}, (float) value);
  }

  /** A weight that starts at 0 and is drawn to a target, with fresh momentum after the phases. */
  private static double expected(double target, boolean movesInDecoderPhases) {
    double weight = 0;
    double momentum = 0;
    for (int epoch = movesInDecoderPhases ? 0 : DECODER_EPOCHS; epoch < RATES.length; epoch++) {
      momentum = epoch == DECODER_EPOCHS ? 0 : momentum;
      for (int step = 0; step < LENGTH.iterations(); step++) {
        momentum = MOMENTUM * momentum + 2 * (weight - target);
        weight -= RATES[epoch] * momentum;
      }
    }
    return weight;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theEncoderMovesInThemIfItIsNotFrozenAndMomentumBeginsAnewAfterThem(boolean frozenEncoder) {
    Map<String, NdArray> trained = train("whole", frozenEncoder, Progress.SILENT);

    assertThat(trained.get("e").item()).isCloseTo(expected(3, !frozenEncoder), within(1e-6));
    assertThat(trained.get("d").item()).isCloseTo(expected(-1, true), within(1e-6));
  }

  @Test
  void theTwoWaysDiffer() {
    assertThat(expected(3, true)).isNotCloseTo(expected(3, false), within(0.01));
  }

  /** The momentum of the encoder is saved in a decoder phase too. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsKilledInAnyPhaseEndsAsIfItHadNotBeen(boolean frozenEncoder) {
    double whole = train("whole", frozenEncoder, Progress.SILENT).get("e").item();
    for (int steps = 1; steps <= LENGTH.steps(); steps++) {
      String name = "killed-" + steps;
      AtStep kill = AtStep.killed(steps);
      assertThatThrownBy(() -> train(name, frozenEncoder, kill)).hasMessage("killed");
      assertThat(train(name, frozenEncoder, Progress.SILENT).get("e").item())
          .as("killed after step %d", steps)
          .isEqualTo(whole);
    }
  }
}
