package org.voxelbench.harness.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.voxelbench.harness.experiment.TrainingPlan;
import org.voxelbench.training.pretext.DownstreamPlan;

class CostTest {

  private static final TrainingPlan OWN = TrainingPlan.of(DownstreamPlan.DYNAMIC);

  @Test
  void eachPlanPreparesEveryVoxelOnce() {
    PreparationCost cost =
        new PreparationCost(
            1e-7,
            Map.of(OWN, 4e-7, TrainingPlan.FIXED, 2e-7),
            Map.of(OWN, 3.0, TrainingPlan.FIXED, 1.0));
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
