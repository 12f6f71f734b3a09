package org.voxelbench.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;

class DeepSupervisionTest {

  @Test
  void weightsHalveEndWithZeroAndSumToOne() {
    double[] expected = {8.0 / 15, 4.0 / 15, 2.0 / 15, 1.0 / 15, 0};
    List<Double> weights = DeepSupervision.weights(5);
    for (int i = 0; i < expected.length; i++) {
      assertThat(weights.get(i)).isCloseTo(expected[i], within(1e-15));
    }
    assertThat(DeepSupervision.weights(2)).containsExactly(1.0, 0.0);
    assertThat(DeepSupervision.weights(1)).containsExactly(1.0);
  }

  @Test
  void outputsWithoutAnyWeightAreRefused() {
    SegmentationLoss loss = (ops, logits, target) -> logits;
    assertThatThrownBy(() -> new DeepSupervision(loss, List.of(0.0)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("[0.0]");
    DeepSupervision two = new DeepSupervision(loss, List.of(1.0, 0.0));
    assertThatThrownBy(() -> two.of(null, List.of(), List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("0 logits");
  }

  @Test
  void anIgnoreLabelAmongTheClassesIsRefused() {
    assertThatThrownBy(() -> new DiceCrossEntropy(3, OptionalInt.of(2), false, false, 1e-5))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("(2)");
  }
}
