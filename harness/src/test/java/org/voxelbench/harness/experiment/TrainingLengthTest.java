package org.voxelbench.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.training.protocol.Length;
import org.voxelbench.training.protocol.Protocols;
import org.voxelbench.training.schedule.Schedule;

/** An entry may have its own length and recipe of the training on labelled data. */
class TrainingLengthTest {

  private static final String LONGER =
      "trainingLength: {epochs: 7, iterations: 2, validationIterations: 1}";

  private static Experiment experiment(String... entries) {
    return Experiment.of(
        Protocols.parse("tiny.yaml", TinyBenchmark.protocol(entries)), Plugins.load(List.of()));
  }

  @Test
  void theLengthIsTheEntrysAndThePreTrainingIsShared() {
    Experiment experiment = experiment("{id: mae}", "{id: mae, label: longer, " + LONGER + "}");
    ConfiguredMethod usual = experiment.methods().get(0);
    ConfiguredMethod longer = experiment.methods().get(1);

    assertThat(longer.training(experiment.protocol()).length()).isEqualTo(new Length(7, 2, 1));
    assertThat(usual.training(experiment.protocol())).isEqualTo(experiment.protocol().training());
    assertThat(longer.settingsHash()).isNotEqualTo(usual.settingsHash());
    assertThat(longer.pretrainingHash()).isEqualTo(usual.pretrainingHash());
    assertThat(experiment.hash()).isEqualTo(experiment("{id: mae}").hash());
  }

  @Test
  void theReportSaysWhichEntryIsTrainedForHowLong() {
    assertThat(
            experiment("{id: mae}", "{id: mae, label: longer, " + LONGER + "}")
                .summary(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), "", null)
                .protocolText())
        .contains(
            "By entries of their own, methods are trained longer or shorter: longer for 7 epochs of"
                + " 2 steps.");
  }

  @Test
  void theRecipeOfARandomStartCounts() {
    String recipe =
        "adapted: {schedule: warm-up, learningRate: 0.01, warmUpEpochs: 3, deepSupervision: false}";
    Experiment experiment =
        experiment(
            "{id: scratch-fixed}",
            "{id: scratch-fixed, label: warmed, " + recipe + ", " + LONGER + "}");
    ConfiguredMethod warmed = experiment.methods().get(1);

    assertThat(warmed.recipe(experiment.protocol().training()).schedule())
        .isEqualTo(Schedule.WARM_UP);
    assertThat(warmed.settingsHash()).isNotEqualTo(experiment.methods().get(0).settingsHash());
  }
}
