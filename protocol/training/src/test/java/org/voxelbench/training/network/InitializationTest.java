package org.voxelbench.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.NdArray;

class InitializationTest {

  private static final RandomStreams STREAMS = new RandomStreams(7);
  private static final Network NETWORK = Network.of(Architectures.small(), 2, 3, true);

  @Test
  void heDrawsKernelsOfKaimingsDeviationAndConstantsElsewhere() {
    WeightShapes layer = WeightShapes.builder().layer("a", 64, 64, 32, 3, 3, 3).build();
    Map<String, NdArray> drawn = Initialization.HE.draw(layer, STREAMS);
    double fanIn = 32 * 27;
    assertThat(mean(drawn.get("a.weight"))).isCloseTo(0, within(1e-3));
    assertThat(deviation(drawn.get("a.weight")))
        .isCloseTo(Math.sqrt(2 / (1 + 1e-4) / fanIn), within(2e-4));
    assertThat(drawn.get("a.bias").floats()).containsOnly(0);
  }

  @Test
  void heStartsResidualBranchesAtZeroAndOtherNormsAtOne() {
    Map<String, NdArray> drawn = Initialization.HE.draw(NETWORK.weights(), STREAMS);
    drawn.forEach(
        (name, value) -> {
          if (name.contains(".conv2.norm.") || name.endsWith(".bias")) {
            assertThat(value.floats()).as(name).containsOnly(0);
          } else if (name.endsWith(".norm.weight")) {
            assertThat(value.floats()).as(name).containsOnly(1);
          }
        });
  }

  @Test
  void pytorchDrawsKernelsAndBiasesUniformlyWithinTheRootOfTheFanIn() {
    WeightShapes layer = WeightShapes.builder().layer("a", 4096, 4096, 4, 2, 2, 1).build();
    Map<String, NdArray> drawn = Initialization.PYTORCH.draw(layer, STREAMS);
    drawn.forEach(
        (name, value) -> {
          for (float x : value.floats()) {
            assertThat(Math.abs(x)).isLessThanOrEqualTo(0.25f);
          }
          assertThat(deviation(value)).as(name).isCloseTo(0.25 / Math.sqrt(3), within(4e-3));
        });
  }

  @Test
  void aFurtherWeightShiftsNoOther() {
    Map<String, NdArray> alone = Initialization.PYTORCH.draw(NETWORK.weights(), STREAMS);
    WeightShapes more =
        WeightShapes.builder().layer("projection", 8, 8, 8).build().plus(NETWORK.weights());
    Map<String, NdArray> together = Initialization.PYTORCH.draw(more, STREAMS);
    alone.forEach(
        (name, value) ->
            assertThat(together.get(name).floats()).as(name).containsExactly(value.floats()));
    assertThat(together).containsKey("projection.weight");
  }

  @Test
  void anotherSeedDrawsOtherKernels() {
    String name = NETWORK.inputKernel();
    float[] a = Initialization.HE.draw(NETWORK.weights(), STREAMS).get(name).floats();
    float[] b = Initialization.HE.draw(NETWORK.weights(), new RandomStreams(8)).get(name).floats();
    assertThat(a).isNotEqualTo(b);
  }

  private static double mean(NdArray array) {
    double sum = 0;
    for (double x : array.doubles()) {
      sum += x;
    }
    return sum / array.size();
  }

  private static double deviation(NdArray array) {
    double mean = mean(array);
    double sum = 0;
    for (double x : array.doubles()) {
      sum += (x - mean) * (x - mean);
    }
    return Math.sqrt(sum / array.size());
  }
}
