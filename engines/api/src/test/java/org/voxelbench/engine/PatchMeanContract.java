package org.voxelbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Outputs stay where they were computed, and a mean of patches is that of plain loops. */
public interface PatchMeanContract {

  int[] PATCH = {4, 6, 5};
  int CHANNELS = 3;

  /** Twice the input. */
  Program TWICE = g -> Map.of("y", g.mul(g.input("x"), 2));

  /** Opens the engine on the CPU. */
  Engine open(Precision precision);

  private static NdArray patchWeights() {
    return Values.single(Values.between(0.1, 10, 5, PATCH));
  }

  private static NdArray patches(int seed, int count) {
    return Values.single(Values.of(seed, count, CHANNELS, PATCH[0], PATCH[1], PATCH[2]));
  }

  private static PatchMean mean(Engine engine, int... volume) {
    Optional<PatchMean> mean = engine.patchMean(CHANNELS, volume, patchWeights());
    assumeTrue(mean.isPresent(), "this engine leaves the means of patches to the host");
    return mean.get();
  }

  @TestFactory
  default Stream<DynamicTest> meansOfPatchesAreThoseOfTheOracle() {
    return Stream.of(
            new int[][] {{4, 6, 5}, {0, 0, 0}},
            new int[][] {{9, 13, 7}, {0, 0, 0}, {3, 4, 1}, {5, 7, 2}, {3, 4, 1}},
            new int[][] {{1, 3, 2}, {-1, -1, -1}, {-3, -2, -2}},
            new int[][] {{3, 20, 4}, {0, 14, -1}, {-1, 3, 0}, {2, 17, 3}},
            new int[][] {{5, 5, 5}, {4, 4, 4}, {-3, -5, -4}})
        .map(
            rows -> {
              List<int[]> corners = Stream.of(rows).skip(1).toList();
              return DynamicTest.dynamicTest(
                  corners.size() + " patches on " + rows[0][0] + " x " + rows[0][1],
                  () -> check(rows[0], corners));
            });
  }

  private void check(int[] volume, List<int[]> corners) {
    NdArray first = patches(1, corners.size());
    NdArray second = patches(2, corners.size());
    try (Engine engine = open(Precision.FP32);
        Weights weights = engine.weights(Map.of());
        Inference inference = engine.inference(TWICE, weights);
        PatchMean mean = mean(engine, volume)) {
      for (NdArray patches : List.of(first, second)) {
        try (Batch batch = engine.stage(Map.of("x", patches));
            Outputs outputs = inference.evaluate(batch)) {
          mean.add(outputs, "y", corners);
        }
      }
      for (int channel = 0; channel < CHANNELS; channel++) {
        double[] expected = oracle(volume, corners, channel, first, second);
        for (int time = 0; time < 2; time++) {
          float[] found = mean.channel(channel);
          assertThat(found).hasSize(expected.length);
          for (int v = 0; v < expected.length; v++) {
            if (Double.isNaN(expected[v])) {
              assertThat(found[v]).as("no patch lies at %d", v).isNaN();
            } else {
              assertThat((double) found[v]).as("%d", v).isCloseTo(expected[v], within(2e-6));
            }
          }
        }
      }
    }
  }

  private static double[] oracle(
      int[] volume, List<int[]> corners, int channel, NdArray... rounds) {
    double[] sum = new double[volume[0] * volume[1] * volume[2]];
    double[] weight = new double[sum.length];
    int voxels = PATCH[0] * PATCH[1] * PATCH[2];
    for (int n = 0; n < corners.size(); n++) {
      for (int i = 0; i < voxels; i++) {
        int d = corners.get(n)[0] + i / (PATCH[1] * PATCH[2]);
        int h = corners.get(n)[1] + i / PATCH[2] % PATCH[1];
        int w = corners.get(n)[2] + i % PATCH[2];
        boolean inside =
            d >= 0 && h >= 0 && w >= 0 && d < volume[0] && h < volume[1] && w < volume[2];
        for (NdArray round : rounds) {
          if (inside) {
            int at = (d * volume[1] + h) * volume[2] + w;
            double counted = patchWeights().at(i);
            weight[at] += counted;
            sum[at] += counted * 2 * round.at((n * CHANNELS + channel) * voxels + i);
          }
        }
      }
    }
    for (int v = 0; v < sum.length; v++) {
      sum[v] /= weight[v];
    }
    return sum;
  }

  @Test
  default void outputsCanBeReadUntilTheyAreClosed() {
    NdArray x = patches(3, 2);
    try (Engine engine = open(Precision.FP32);
        Weights weights = engine.weights(Map.of());
        Inference inference = engine.inference(TWICE, weights);
        Batch batch = engine.stage(Map.of("x", x));
        Outputs outputs = inference.evaluate(batch)) {
      try (Batch other = engine.stage(Map.of("x", patches(4, 2)))) {
        inference.run(other);
      }
      assertThat(outputs.names()).containsExactly("y");
      assertThat(outputs.shape("y")).containsExactly(x.shape());
      NdArray doubled = Reference.map(x, v -> 2 * v);
      assertThat(Values.distance(outputs.read("y"), doubled)).isLessThan(1e-6);
      assertThatThrownBy(() -> outputs.read("z"))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("'z'")
          .hasMessageContaining("[y]");
    }
  }

  @Test
  default void patchesThatDoNotFitTheMeanAreRefused() {
    try (Engine engine = open(Precision.FP32);
        Engine another = open(Precision.FP32);
        Weights weights = engine.weights(Map.of());
        Inference inference = engine.inference(TWICE, weights);
        PatchMean mean = mean(engine, 8, 8, 8);
        PatchMean elsewhere = mean(another, 8, 8, 8);
        Batch batch = engine.stage(Map.of("x", patches(1, 2)));
        Outputs outputs = inference.evaluate(batch)) {
      List<int[]> one = List.of(new int[3]);
      List<int[]> two = List.of(new int[3], new int[3]);
      assertThatThrownBy(() -> mean.add(outputs, "y", one))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("[2, 3, 4, 6, 5]")
          .hasMessageContaining("[1, 3, 4, 6, 5]");
      assertThatThrownBy(() -> elsewhere.add(outputs, "y", two))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("not of this engine");
      outputs.close();
      assertThatThrownBy(() -> mean.add(outputs, "y", two))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("closed");
      mean.close();
      assertThatThrownBy(() -> mean.channel(0))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("closed");
    }
  }
}
