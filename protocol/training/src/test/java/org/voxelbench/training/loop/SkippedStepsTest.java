package org.voxelbench.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.store.EpochRow;
import org.voxelbench.training.protocol.Budget;
import org.voxelbench.training.protocol.Checkpointing;
import org.voxelbench.training.protocol.Divergence;
import org.voxelbench.training.protocol.Length;

/** A step without a finite loss and gradient is skipped; too many in a row end the training. */
class SkippedStepsTest {

  private static final Length LENGTH = new Length(3, 4, 0);
  private static final double TOLERANCE = 1e-6;

  @TempDir private Path folder;

  private OneWeight training(String name, LongToDoubleFunction input) {
    return new OneWeight(folder, name, LENGTH, input);
  }

  /** The input, which is no number at some steps. */
  private static LongToDoubleFunction without(Set<Long> steps) {
    return step -> steps.contains(step) ? Double.NaN : step;
  }

  private static Limits atMost(int skippedSteps, Interruption interruption) {
    return new Limits(
        Budget.none(), new Divergence(skippedSteps), Checkpointing.standard(), interruption);
  }

  private static Limits atMost(int skippedSteps) {
    return atMost(skippedSteps, new Interruption());
  }

  private static double weight(OneWeight training, Limits limits) {
    return training.train(limits, Progress.SILENT).weights().get("w").item();
  }

  private static List<Integer> skipped(OneWeight training) {
    return training.run().epochs().stream().map(EpochRow::skippedSteps).toList();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void suchAStepMovesNoWeightIsCountedAndIsNoPartOfTheMeanLoss(double bad) {
    OneWeight training = training("some", step -> step == 1 || step == 6 || step == 7 ? bad : 1);

    assertThat(weight(training, Limits.none())).isCloseTo(training.expected(), within(TOLERANCE));
    assertThat(skipped(training)).containsExactly(1, 2, 0);
    OneWeight shorter = new OneWeight(folder, "shorter", new Length(1, 3, 0), step -> 1);
    weight(shorter, Limits.none());
    assertThat(training.run().epochs().get(0).trainLoss())
        .as("the mean of three steps, as if the second one had not been")
        .isEqualTo(shorter.run().epochs().get(0).trainLoss());
  }

  @Test
  void anEpochOfSkippedStepsHasNoMeanLossAndTheTrainingGoesOn() {
    OneWeight training = training("epoch", without(Set.of(4L, 5L, 6L, 7L)));

    assertThat(weight(training, Limits.none())).isCloseTo(training.expected(), within(TOLERANCE));
    assertThat(skipped(training)).containsExactly(0, 4, 0);
    assertThat(training.run().epochs().get(1).trainLoss()).isNaN();
  }

  @Test
  void theAllowedNumberInARowIsThatOfTheProtocolWhereverAnEpochEnds() {
    OneWeight training = training("two", without(Set.of(0L, 1L, 3L, 4L, 6L, 7L)));
    assertThat(weight(training, atMost(3))).isCloseTo(training.expected(), within(TOLERANCE));

    OneWeight three = training("three", without(Set.of(3L, 4L, 5L)));
    assertThatThrownBy(() -> weight(three, atMost(3)))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("three diverged in epoch 1, step 1, the last of 3 in a row")
        .hasMessageContaining("loss NaN, gradient norm NaN, cases [case-5]");
    assertThat(weight(three, atMost(4)))
        .as("gone on with, once more are allowed")
        .isCloseTo(three.expected(), within(TOLERANCE));
  }

  @Test
  void whatDivergedDivergesAgainAtTheSameStep() {
    OneWeight training = training("again", step -> step < 2 ? step : Double.NaN);
    for (int start = 0; start < 2; start++) {
      assertThatThrownBy(() -> weight(training, Limits.none()))
          .isInstanceOf(DivergedException.class)
          .hasMessageContaining("epoch 2, step 3, the last of 10 in a row");
    }
  }

  @Test
  void aTrainingThatSkipsAllItsStepsHasDiverged() {
    OneWeight one = new OneWeight(folder, "one", new Length(1, 1, 0), step -> Double.NaN);
    assertThatThrownBy(() -> weight(one, Limits.none()))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("one diverged in epoch 0, step 0: loss NaN");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 11})
  void aStopChangesNeitherWhatIsSkippedNorWhereItDiverges(int steps) {
    Set<Long> bad = Set.of(0L, 1L, 3L, 4L, 6L, 8L);
    OneWeight whole = training("whole", without(bad));
    double expected = weight(whole, atMost(3));

    Interruption interruption = new Interruption();
    AtStep stop = new AtStep(steps, () -> interruption.request("the test"));
    OneWeight stopped = training("stopped", without(bad));
    assertThatThrownBy(() -> stopped.train(atMost(3, interruption), stop))
        .isInstanceOf(InterruptedRunException.class);
    assertThat(weight(stopped, atMost(3))).isEqualTo(expected);
    assertThat(skipped(stopped)).isEqualTo(skipped(whole)).containsExactly(3, 2, 1);

    Interruption again = new Interruption();
    AtStep stopAgain = new AtStep(4, () -> again.request("the test"));
    OneWeight diverging = training("diverging", without(Set.of(2L, 3L, 4L)));
    assertThatThrownBy(() -> diverging.train(atMost(3, again), stopAgain))
        .isInstanceOf(InterruptedRunException.class);
    assertThatThrownBy(() -> weight(diverging, atMost(3)))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("epoch 1, step 0, the last of 3 in a row");
  }
}
