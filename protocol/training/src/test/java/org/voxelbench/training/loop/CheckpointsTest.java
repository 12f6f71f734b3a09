package org.voxelbench.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.store.EpochRow;
import org.voxelbench.store.TrainingProgress;
import org.voxelbench.training.protocol.Budget;
import org.voxelbench.training.protocol.Checkpointing;
import org.voxelbench.training.protocol.Divergence;
import org.voxelbench.training.protocol.Length;

/** When a training is saved, and that a kill costs what came after and nothing else. */
class CheckpointsTest {

  private static final Length LENGTH = new Length(3, 4, 1);

  /** Shorter than any step. */
  private static final double AT_ONCE = 1e-9;

  @TempDir private Path folder;

  private OneWeight training(String name) {
    return new OneWeight(folder, name, LENGTH, step -> Math.sin(step));
  }

  private static Limits every(double minutes) {
    return new Limits(
        Budget.none(), Divergence.standard(), new Checkpointing(minutes), new Interruption());
  }

  private static void kill(OneWeight training, double minutes, int steps) {
    assertThatThrownBy(() -> training.train(every(minutes), AtStep.killed(steps)))
        .hasMessage("killed");
  }

  /** The rows without what the clock says. */
  private static List<List<Double>> rows(OneWeight training) {
    return training.run().epochs().stream()
        .map((EpochRow row) -> List.of(row.trainLoss(), row.validationLoss(), row.learningRate()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(doubles = {AT_ONCE, 0, 10})
  void whatWasKilledAtAnyStepEndsAsIfItHadNotBeen(double minutes) {
    OneWeight whole = training("whole");
    double expected = whole.train(every(10), Progress.SILENT).weights().get("w").item();
    for (int steps = 1; steps <= LENGTH.steps(); steps++) {
      OneWeight killed = training("killed-" + steps);
      kill(killed, minutes, steps);
      assertThat(killed.train(every(minutes), Progress.SILENT).weights().get("w").item())
          .as("killed after step %d", steps)
          .isEqualTo(expected);
      assertThat(rows(killed)).isEqualTo(rows(whole));
    }
  }

  @Test
  void aCheckpointFallsBetweenAnyTwoStepsOnceItIsTime() {
    OneWeight killed = training("killed");
    kill(killed, AT_ONCE, 2);
    TrainingProgress saved = killed.run().checkpoint().load().orElseThrow().progress();
    assertThat(saved.epochs()).isZero();
    assertThat(saved.open().iterations()).isLessThan(2);
  }

  @Test
  void beforeItIsTimeThereIsNone() {
    OneWeight killed = training("killed");
    kill(killed, 10, 11);
    assertThat(killed.run().checkpoint().exists()).isFalse();
    killed.train(every(10), Progress.SILENT);
    assertThat(killed.run().checkpoint().load().orElseThrow().progress().epochs())
        .as("one at the end")
        .isEqualTo(LENGTH.epochs());
  }

  @Test
  void noMinutesMeanOneAfterEveryEpoch() {
    OneWeight killed = training("killed");
    kill(killed, 0, 3);
    assertThat(killed.run().checkpoint().exists()).isFalse();
    kill(killed, 0, 10);
    TrainingProgress saved = killed.run().checkpoint().load().orElseThrow().progress();
    assertThat(saved.epochs()).isEqualTo(2);
    assertThat(saved.open().iterations()).isZero();
  }

  @Test
  void epochsAfterTheCheckpointLeaveTheLog() {
    OneWeight killed = training("killed");
    kill(killed, 10, 9);
    assertThat(killed.run().epochs()).hasSize(2);
    kill(killed, 10, 1);
    assertThat(killed.run().epochs()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {AT_ONCE, 0, 10})
  void aCheckpointThatCantBeWrittenEndsTheTraining(double minutes) throws IOException {
    OneWeight training = training("full");
    Path next = training.run().path().resolve("checkpoint-next.safetensors");
    Files.createDirectories(next.resolve("in-the-way"));
    Limits limits = every(minutes);
    assertThatThrownBy(() -> training.train(limits, Progress.SILENT))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("can't write '")
        .hasMessageContaining("checkpoint.safetensors");
    assertThat(limits.interruption().isHeldUp()).isFalse();
  }
}
