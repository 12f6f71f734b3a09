package org.voxelbench.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Precision;
import org.voxelbench.store.Checkpoint;
import org.voxelbench.store.EpochRow;
import org.voxelbench.store.PreTrainingKey;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.TestEngines;
import org.voxelbench.training.patch.MemoryCase;
import org.voxelbench.training.protocol.Budget;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.Length;
import org.voxelbench.training.protocol.OptimizerSettings;
import org.voxelbench.training.protocol.PretrainingSettings;

/** A training that is stopped after any step ends as if it had not been stopped. */
class InterruptionTest {

  private static final String HASH = "0123456789abcdef";
  private static final int[] SIZE = {12, 14, 12};
  private static final int EPOCHS = 3;
  private static final int ITERATIONS = 3;

  @TempDir private Path folder;

  private RunFolder run(String name) {
    return new RunStore(folder).preTraining(new PreTrainingKey(HASH, name, HASH, 1, "torch"));
  }

  private Checkpoint train(String name, Limits limits, Progress progress) {
    PretrainingSettings settings =
        new PretrainingSettings(
            List.of("corpus"),
            2,
            new Length(EPOCHS, ITERATIONS, 2),
            0.01,
            new OptimizerSettings.Sgd(0.9, 3e-5, 12),
            Initialization.PYTORCH);
    FixedPlan plan =
        new FixedPlan(List.of(1.0, 1.0, 1.0), List.of(8, 8, 8), 2, List.of(2, 4), List.of(1, 1));
    List<MemoryCase> images =
        IntStream.range(0, 4)
            .mapToObj(i -> MemoryCase.of(SIZE, (c, d, h, w) -> Math.sin(i + d * 0.7 + h * w)))
            .toList();
    Restoring task = new Restoring();
    try (Engine engine = TestEngines.openExact(Precision.FP32)) {
      return new Pretraining(settings, Pretraining.network(plan, task), new int[] {8, 8, 8}, 1, 2)
          .run(name, task, images, images.subList(0, 1), engine, run(name), limits, progress);
    }
  }

  private static void same(Checkpoint actual, Checkpoint expected) {
    expected
        .weights()
        .forEach(
            (name, values) ->
                assertThat(actual.weights().get(name).floats())
                    .as(name)
                    .isEqualTo(values.floats()));
    expected
        .optimizer()
        .forEach(
            (name, values) ->
                assertThat(actual.optimizer().get(name).floats())
                    .as(name)
                    .isEqualTo(values.floats()));
  }

  /** A row without what the clock says. */
  private static List<Double> numbers(EpochRow row) {
    return List.of((double) row.epoch(), row.learningRate(), row.trainLoss(), row.validationLoss());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 8, 9})
  void aTrainingStoppedAfterAnyStepEndsAsIfItHadNotBeen(int steps) {
    Checkpoint whole = train("whole", Limits.none(), Progress.SILENT);

    Interruption interruption = new Interruption();
    Limits limits = new Limits(Budget.none(), interruption);
    assertThatThrownBy(
            () ->
                train("stopped", limits, new AtStep(steps, () -> interruption.request("the test"))))
        .isInstanceOf(InterruptedRunException.class)
        .hasMessageContaining("the test");
    Checkpoint saved = run("stopped").checkpoint().load().orElseThrow();
    assertThat(saved.progress().epochs() * ITERATIONS + saved.progress().open().iterations())
        .isEqualTo(steps);

    Checkpoint continued = train("stopped", Limits.none(), Progress.SILENT);
    same(continued, whole);
    assertThat(run("stopped").epochs().stream().map(InterruptionTest::numbers))
        .isEqualTo(run("whole").epochs().stream().map(InterruptionTest::numbers).toList());
  }

  @Test
  void aTrainingThatStopsAfterEveryStepEndsAsIfItHadNotStopped() {
    Checkpoint whole = train("whole", Limits.none(), Progress.SILENT);
    for (int steps = 1; steps <= EPOCHS * ITERATIONS; steps++) {
      Interruption interruption = new Interruption();
      Limits limits = new Limits(Budget.none(), interruption);
      AtStep stop = new AtStep(steps, () -> interruption.request("the test"));
      assertThatThrownBy(() -> train("stopped", limits, stop))
          .isInstanceOf(InterruptedRunException.class);
    }
    same(train("stopped", Limits.none(), Progress.SILENT), whole);
  }

  @Test
  void aBudgetOfStepsEndsTheRunThereAndMoreOfItLetsItGoOn() {
    Checkpoint whole = train("whole", Limits.none(), Progress.SILENT);
    Limits four = new Limits(new Budget(null, 4L, null), new Interruption());
    for (int again = 0; again < 2; again++) {
      assertThatThrownBy(() -> train("bounded", four, Progress.SILENT))
          .isInstanceOf(OutOfBudgetException.class)
          .hasMessageContaining("bounded used up its budget.steps: 4");
    }
    Limits all = new Limits(new Budget(null, 9L, null), new Interruption());
    same(train("bounded", all, Progress.SILENT), whole);
  }

  @Test
  void timeAndMemoryAreBoundedToo() {
    Limits time = new Limits(new Budget(1e-9, null, null), new Interruption());
    assertThatThrownBy(() -> train("time", time, Progress.SILENT))
        .isInstanceOf(OutOfBudgetException.class)
        .hasMessageContaining("budget.hours");
    Limits memory = new Limits(new Budget(null, null, 1e-6), new Interruption());
    assertThatThrownBy(() -> train("memory", memory, Progress.SILENT))
        .isInstanceOf(OutOfBudgetException.class)
        .hasMessageContaining("budget.memoryGiB");
  }
}
