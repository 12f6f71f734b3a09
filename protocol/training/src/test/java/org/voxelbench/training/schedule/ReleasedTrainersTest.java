package org.voxelbench.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voxelbench.training.network.Architectures;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.protocol.Recipe;

/**
 * Recipes beside released trainers; the resources were made by the scripts of their names, which
 * lie beside them.
 */
class ReleasedTrainersTest {

  private static final Percentage TOLERANCE = Percentage.withPercentage(1e-10);

  private static JsonNode released(String name) {
    try (InputStream in = ReleasedTrainersTest.class.getResourceAsStream(name)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The released baseline under the fixed plan; the fork's {@code --from_scratch}. */
  @Test
  void aRandomStartWarmsUpAsNnUNetsTrainerDoes() {
    for (JsonNode trainer : released("warm_up.json")) {
      int warmUp = trainer.get("warmUpEpochs").asInt();
      LearningRateSchedule schedule =
          new Recipe(Schedule.WARM_UP, trainer.get("learningRate").asDouble(), warmUp, false)
              .over(trainer.get("epochs").asInt());

      trainer
          .get("rates")
          .properties()
          .forEach(
              rate ->
                  assertThat(schedule.at(Integer.parseInt(rate.getKey())).learningRate())
                      .as("epoch %s after a warm-up of %d", rate.getKey(), warmUp)
                      .isCloseTo(rate.getValue().asDouble(), TOLERANCE));
      assertThat(schedule.at(warmUp).newOptimizer()).as("momentum goes on").isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"VALLEY", "SAWTOOTH"})
  void withoutAFrozenEncoderADecoderPhaseTrainsWhatTheReleasedDecoderHolds(Schedule named) {
    Network network = Network.of(Architectures.small(), 2, 3, false);
    Set<String> held = new TreeSet<>();
    released("decoder_parameters.json")
        .get("ofTheDecoder")
        .properties()
        .forEach(
            weight -> {
              if (weight.getValue().asBoolean()) {
                held.add(weight.getKey());
              }
            });
    held.removeAll(network.idleWeights());

    ScheduledEpoch first = new Recipe(named, 1e-3, 4, false, false).over(20).at(0);
    assertThat(first.trainable().names(network, false)).containsExactlyInAnyOrderElementsOf(held);
    ScheduledEpoch frozen = new Recipe(named, 1e-3, 4, false, true).over(20).at(0);
    assertThat(held)
        .containsAll(frozen.trainable().names(network, false))
        .anyMatch(name -> name.startsWith("encoder."));
    assertThat(frozen.trainable().names(network, false))
        .noneMatch(name -> name.startsWith("encoder."));
  }

  @ParameterizedTest
  @EnumSource(names = {"VALLEY", "SAWTOOTH"})
  void withoutAFrozenEncoderRatesPhasesAndOptimisersStay(Schedule named) {
    LearningRateSchedule frozen = new Recipe(named, 1e-3, 4, false).over(20);
    LearningRateSchedule unfrozen = new Recipe(named, 1e-3, 4, false, false).over(20);

    assertThat(unfrozen.epochs()).isEqualTo(frozen.epochs());
    for (int epoch = 0; epoch < 20; epoch++) {
      ScheduledEpoch meant = frozen.at(epoch);
      assertThat(meant.trainable()).isEqualTo(epoch < 4 ? Trainable.DECODER : Trainable.ALL);
      assertThat(unfrozen.at(epoch))
          .isEqualTo(
              new ScheduledEpoch(
                  meant.learningRate(), meant.phase(), Trainable.ALL, meant.newOptimizer()));
    }
    assertThat(unfrozen.at(4).newOptimizer()).as("where the decoder phases end").isTrue();
  }
}
