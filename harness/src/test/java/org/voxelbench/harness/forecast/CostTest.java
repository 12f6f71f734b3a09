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
  void whatIsReadAndWhatIsWrittenCostApart() {
    PreparationCost cost =
        new PreparationCost(
            1e-7,
            Map.of(OWN, 4e-7, TrainingPlan.FIXED, 2e-7),
            Map.of(OWN, 3.0, TrainingPlan.FIXED, 1.0));
    Map<TrainingPlan, Double> prepared = Map.of(OWN, 1e7, TrainingPlan.FIXED, 8e7);
    assertThat(cost.seconds(2e7, prepared)).isCloseTo(2 + 4 + 16, within(1e-9));
    assertThat(cost.bytes(prepared)).isEqualTo(3e7 + 8e7);
    assertThat(PreparationCost.NONE.seconds(1e7, prepared)).isZero();
  }

  @Test
  void aPredictionIsWindowsAndVoxelsAndPreparationWhereNoCacheHoldsTheCase() {
    PredictionCost cost = new PredictionCost(0.25, 1e-6, 2e-6, 0.01);
    assertThat(cost.seconds(8, 1e6, true)).isCloseTo(2 + 1, within(1e-9));
    assertThat(cost.seconds(8, 1e6, false)).isCloseTo(2 + 1 + 2, within(1e-9));
  }
}
