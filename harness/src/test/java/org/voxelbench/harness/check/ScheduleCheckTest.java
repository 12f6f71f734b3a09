package org.voxelbench.harness.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.harness.data.Faults;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.training.protocol.Protocols;

/** A warm-up that leaves no epoch is told of before the first minute. */
class ScheduleCheckTest {

  private static final String DEFAULT = "{schedule: default, learningRate: 0.01, warmUpEpochs: 0,";
  private static final String FIXED = "fromScratchFixed: " + DEFAULT;
  private static final String WARMED =
      "fromScratchFixed: {schedule: warm-up, learningRate: 0.01, warmUpEpochs: 3,";

  @TempDir private Path folder;

  /** Trainings of five epochs, pre-trainings of one. */
  private static String protocol(String... methods) {
    return TinyBenchmark.protocol(methods)
        .replace("training:\n  length: {epochs: 1,", "training:\n  length: {epochs: 5,")
        .replace(FIXED, WARMED)
        .replace("folds: [0]", "folds: [0], trainingCases: 2");
  }

  private static List<String> faults(String protocol) {
    Faults faults = new Faults();
    new ScheduleCheck(
            Experiment.of(Protocols.parse("tiny.yaml", protocol), Plugins.load(List.of())))
        .of(faults);
    return faults.sentences();
  }

  @Test
  void everyTrainingThatIsTooShortIsNamedWithItsWarmUp() {
    assertThat(faults(protocol("{id: scratch-dynamic}", "{id: scratch-fixed}", "{id: mae}")))
        .isEmpty();
    assertThat(
            faults(
                protocol("{id: scratch-fixed, label: mine}", "{id: mae}")
                    .replace("warmUpEpochs: 3", "warmUpEpochs: 5")))
        .containsExactly(
            "The training of method 'mine' is too short: a schedule of 5 epochs leaves none after"
                + " its warm-up of 5; give it more epochs or a shorter warm-up.");
    String own =
        "{id: mae, label: valley, adapted: {schedule: valley, learningRate: 0.1, warmUpEpochs: 3,"
            + " deepSupervision: false}}";
    assertThat(faults(protocol("{id: mae}", own)))
        .singleElement()
        .asString()
        .contains("'valley'", "5 epochs", "warm-up of 6");
  }

  @Test
  void aPreTrainingWithLabelsTakesTheRecipeOfARandomStart() {
    assertThat(faults(protocol("{id: control-positive}")))
        .singleElement()
        .asString()
        .startsWith("The pre-training of method 'control-positive' is too short")
        .contains("1 epochs", "warm-up of 3");
  }

  @Test
  void nothingIsPreparedForIt() throws IOException {
    TinyBenchmark tiny = TinyBenchmark.draw(folder);
    String broken = protocol("{id: scratch-fixed}").replace("warmUpEpochs: 3", "warmUpEpochs: 5");
    tiny.assertRefused(broken, "The training of method 'scratch-fixed' is too short");
    assertThat(tiny.out().resolve("preprocessed")).doesNotExist();
    Console rehearsed = tiny.run(broken, "--dry-run");
    assertThat(rehearsed.exitCode()).isEqualTo(2);
    assertThat(rehearsed.out()).contains("The training of method 'scratch-fixed' is too short");
  }
}
