package org.voxelbench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxelbench.engine.Precision;
import org.voxelbench.training.protocol.FixedPlan;

/** What memory is compared with is the same training. */
class SameStepTest {

  private static final FixedPlan PLAN =
      new FixedPlan(
          Collections.nCopies(3, 1.0),
          Collections.nCopies(3, 32),
          2,
          List.of(4, 8, 8, 16),
          List.of(1, 2, 1, 1));

  private static final double CLOSE = 1e-5;

  static List<String> tasks() {
    return MeasuredTasks.names();
  }

  /** The second loss tells of the gradients and the update, the third of the momentum. */
  @ParameterizedTest
  @MethodSource("tasks")
  void theHandWrittenProgramTakesTheSameSteps(String name) {
    MeasuredTask task = MeasuredTasks.named(name, PLAN, Map.of());
    try (TrainingStep ours = Side.ENGINE.open(task, Precision.FP32, 1);
        TrainingStep plain = Side.PLAIN.open(task, Precision.FP32, 1)) {
      for (int step = 0; step < 3; step++) {
        double expected = ours.take();
        assertThat(plain.take()).isCloseTo(expected, within(CLOSE * expected));
      }
    }
  }
}
