package org.voxelbench.harness.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.voxelbench.training.pretext.DownstreamPlan.DYNAMIC;
import static org.voxelbench.training.pretext.DownstreamPlan.FIXED;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CostTest {

  @Test
  void eachPlanPreparesEveryVoxelOnce() {
    PreparationCost cost =
        new PreparationCost(
            1e-7, Map.of(DYNAMIC, 4e-7, FIXED, 2e-7), Map.of(DYNAMIC, 3.0, FIXED, 1.0));
    assertThat(cost.seconds(1e7)).isCloseTo(1 + 4 + 2, within(1e-9));
    assertThat(cost.bytes(1e6)).isEqualTo(4e6);
    assertThat(PreparationCost.NONE.seconds(1e7)).isZero();
  }

  @Test
  void aPredictionIsWindowsAndVoxelsAndPreparationWhereNoCacheHoldsTheCase() {
    PredictionCost cost = new PredictionCost(0.25, 1e-6, 2e-6, 0.01);
    assertThat(cost.seconds(8, 1e6, true)).isCloseTo(2 + 1, within(1e-9));
    assertThat(cost.seconds(8, 1e6, false)).isCloseTo(2 + 1 + 2, within(1e-9));
  }
}
