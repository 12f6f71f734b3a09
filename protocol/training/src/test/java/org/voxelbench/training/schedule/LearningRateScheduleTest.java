package org.voxelbench.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.training.network.Architectures;
import org.voxelbench.training.network.Network;

class LearningRateScheduleTest {

  /** Vectors computed from the formulas of the fork's 150-epoch variant. */
  @Test
  void theShortSawtoothSwitchesAtHalfOfItsDecoderPhaseRoundedDown() {
    LearningRateSchedule schedule = PhasedSchedule.sawtooth(1e-3, 15, 15, 150);
    double[][] expected = {
      {0, 1.428571e-4},
      {6, 1e-3},
      {7, 1e-3},
      {8, 8.867624e-4},
      {14, 1.538930e-4},
      {15, 6.666667e-5},
      {29, 1e-3},
      {30, 1e-3},
      {149, 1.345045e-5}
    };
    for (double[] pair : expected) {
      assertThat(schedule.at((int) pair[0]).learningRate())
          .as("epoch %.0f", pair[0])
          .isCloseTo(pair[1], within(1e-6 * pair[1]));
    }
    assertThat(schedule.at(6).phase()).isEqualTo(Phase.WARMUP_DECODER);
    assertThat(schedule.at(7).phase()).isEqualTo(Phase.TRAIN_DECODER);
  }

  @Test
  void anOptimiserStartsAnewExactlyWhereTheTrainedWeightsChange() {
    assertThat(fresh(PhasedSchedule.sawtooth(1e-3, 4, 4, 20))).containsExactly(0, 4);
    assertThat(fresh(PhasedSchedule.valley(1e-3, 4, 4, 20))).containsExactly(0, 4);
    assertThat(fresh(PhasedSchedule.warmup(1e-3, 4, 20))).containsExactly(0);
    assertThat(fresh(PhasedSchedule.poly(1e-2, 20))).containsExactly(0);
    assertThat(fresh(PhasedSchedule.frozen(1e-2, 20))).containsExactly(0);
  }

  private static List<Integer> fresh(LearningRateSchedule schedule) {
    return IntStream.range(0, schedule.epochs())
        .filter(epoch -> schedule.at(epoch).newOptimizer())
        .boxed()
        .toList();
  }

  @Test
  void withoutWarmUpAWarmUpScheduleIsPoly() {
    LearningRateSchedule poly = PhasedSchedule.poly(1e-3, 9);
    LearningRateSchedule warmup = PhasedSchedule.warmup(1e-3, 0, 9);
    LearningRateSchedule sawtooth = PhasedSchedule.sawtooth(1e-3, 0, 0, 9);
    for (int epoch = 0; epoch < 9; epoch++) {
      assertThat(warmup.at(epoch)).isEqualTo(poly.at(epoch));
      assertThat(sawtooth.at(epoch)).isEqualTo(poly.at(epoch));
    }
  }

  @Test
  void theValleyFallsThenRisesThenFalls() {
    LearningRateSchedule valley = PhasedSchedule.valley(1, 3, 2, 10);
    assertThat(IntStream.range(0, 6).mapToObj(epoch -> valley.at(epoch).phase()))
        .containsExactly(
            Phase.TRAIN_DECODER,
            Phase.TRAIN_DECODER,
            Phase.TRAIN_DECODER,
            Phase.WARMUP_ALL,
            Phase.WARMUP_ALL,
            Phase.TRAIN);
    assertThat(valley.at(0).learningRate()).isEqualTo(1);
    assertThat(valley.at(1).learningRate()).isLessThan(1);
    assertThat(valley.at(3).learningRate()).isEqualTo(0.5);
    assertThat(valley.at(5).learningRate()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void whatAProtocolMayNameHasItsEpochsAndAPositiveRateUpToThePeak(Schedule named) {
    LearningRateSchedule schedule = named.over(1e-2, 4, 20);

    assertThat(schedule.epochs()).isEqualTo(20);
    for (int epoch = 0; epoch < 20; epoch++) {
      assertThat(schedule.at(epoch).learningRate()).isPositive().isLessThanOrEqualTo(1e-2);
    }
    assertThat(schedule.at(0).newOptimizer()).isTrue();
    assertThatThrownBy(() -> schedule.at(20)).isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> schedule.at(-1)).isInstanceOf(BadInputException.class);
  }

  @Test
  void aScheduleThatLeavesNoEpochToTrainIsRefused() {
    assertThatThrownBy(() -> PhasedSchedule.warmup(1e-3, 50, 50))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("50 epochs");
    assertThatThrownBy(() -> PhasedSchedule.poly(0, 50))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("0.0");
    assertThatThrownBy(() -> PhasedSchedule.poly(1e-2, 5).at(5))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("0 to 4");
  }

  @Test
  void theDecoderPhaseTrainsTheDecoderAndAnAdaptedStem() {
    Network network = Network.of(Architectures.small(), 2, 3, false);
    assertThat(Trainable.DECODER.names(network, false))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("decoder."))
        .doesNotContain("decoder.seg_layers.0.weight")
        .contains("decoder.seg_layers.1.weight");
    assertThat(Trainable.DECODER.names(network, true))
        .contains("encoder.stem.convs.0.conv.weight")
        .noneMatch(name -> name.startsWith("encoder.stages"));
    assertThat(Trainable.ALL.names(network, false)).hasSize(network.weights().names().size() - 2);
  }
}
