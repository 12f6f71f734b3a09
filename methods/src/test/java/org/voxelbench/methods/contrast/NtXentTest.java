package org.voxelbench.methods.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.training.network.TestEngines;

class NtXentTest {

  private static Map<String, NdArray> inputs(int samples, int length, float... values) {
    NdArray embeddings = NdArray.of(new int[] {samples, length}, values);
    return Map.of("first", embeddings, "second", embeddings);
  }

  private static Gradients loss(Map<String, NdArray> inputs, double temperature) {
    Program objective =
        graph ->
            Map.of(
                Program.LOSS,
                NtXent.loss(graph, graph.input("first"), graph.input("second"), temperature));
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      return TestEngines.gradients(engine, objective, Map.of(), inputs);
    }
  }

  private static float[] filled(int length, float value) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return values;
  }

  /** Protocol facts, section 9. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 32})
  void equalEmbeddingsCostTheLogarithmOfTheOtherViews(int samples) {
    assertThat(loss(inputs(samples, 3, filled(3 * samples, 2)), 0.5).loss())
        .isCloseTo(Math.log(2 * samples - 1), within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 2})
  void equalPartnersAmongOrthogonalOthersFollowTheFormula(double temperature) {
    float[] scaledAxes = {3, 0, 0, 0, 0.5f, 0, 0, 0, 7};
    double partner = Math.exp(1 / temperature);

    assertThat(loss(inputs(3, 3, scaledAxes), temperature).loss())
        .isCloseTo(-Math.log(partner / (partner + 4)), within(1e-6));
  }

  @Test
  void aZeroEmbeddingGivesFiniteGradients() {
    Gradients gradients = loss(inputs(2, 3, 0, 0, 0, 1, 2, 3), 0.5);

    assertThat(gradients.loss()).isFinite();
    assertThat(Arrays.stream(gradients.inputs().get("first").doubles())).allMatch(Double::isFinite);
  }

  @Test
  void partnersAreFoundWhereTheyAreTheMostAlike() {
    Map<String, NdArray> inputs =
        Map.of(
            "first", NdArray.of(new int[] {3, 2}, 1f, 0f, 0f, 1f, -1f, 0f),
            "second", NdArray.of(new int[] {3, 2}, 1f, 0.1f, 0.1f, 1f, 0.1f, -1f));
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      double found =
          TestEngines.run(
                  engine,
                  graph ->
                      Map.of(
                          "found",
                          NtXent.accuracy(graph, graph.input("first"), graph.input("second"))),
                  Map.of(),
                  inputs)
              .get("found")
              .item();

      assertThat(found).isCloseTo(expectedAccuracy(inputs), within(1e-6));
    }
  }

  /** By definition, pair by pair. */
  private static double expectedAccuracy(Map<String, NdArray> inputs) {
    double[][] views = new double[6][];
    for (int i = 0; i < 3; i++) {
      for (int half = 0; half < 2; half++) {
        NdArray from = inputs.get(half == 0 ? "first" : "second");
        double x = from.at(2 * i);
        double y = from.at(2 * i + 1);
        views[i + 3 * half] = new double[] {x / Math.hypot(x, y), y / Math.hypot(x, y)};
      }
    }
    int found = 0;
    for (int i = 0; i < 6; i++) {
      int nearest = i == 0 ? 1 : 0;
      for (int j = 0; j < 6; j++) {
        if (j != i && dot(views[i], views[j]) > dot(views[i], views[nearest])) {
          nearest = j;
        }
      }
      found += nearest == (i + 3) % 6 ? 1 : 0;
    }
    return found / 6.0;
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1];
  }
}
