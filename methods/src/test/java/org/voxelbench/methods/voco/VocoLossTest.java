package org.voxelbench.methods.voco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.training.network.TestEngines;

class VocoLossTest {

  private static NdArray array(int rows, int columns, float... values) {
    return NdArray.of(new int[] {1, rows, columns}, values);
  }

  private static Gradients prediction(NdArray target, NdArray base, NdArray overlaps) {
    Program objective =
        graph ->
            Map.of(
                Program.LOSS,
                VocoLoss.prediction(
                    graph,
                    VocoLoss.predicted(graph, graph.input("target"), graph.input("base")),
                    graph.input("overlaps")));
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      return TestEngines.gradients(
          engine,
          objective,
          Map.of(),
          Map.of("target", target, "base", base, "overlaps", overlaps));
    }
  }

  private static double regularization(Regularizer regularizer, NdArray base) {
    Program objective =
        graph ->
            Map.of(Program.LOSS, VocoLoss.regularization(graph, graph.input("base"), regularizer));
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      return TestEngines.gradients(engine, objective, Map.of(), Map.of("base", base)).loss();
    }
  }

  @Test
  void aTargetThatIsItsBaseCropAndUnlikeTheOthersCostsNothing() {
    Gradients gradients = prediction(array(1, 2, 0, 3), array(2, 2, 1, 0, 0, 2), array(1, 2, 0, 1));

    assertThat(gradients.loss()).isCloseTo(0, within(2e-6));
  }

  /** Cosines 0.6 and 0.8 against true overlaps 0.25 and 0. */
  @Test
  void theTermsFollowTheFormula() {
    Gradients gradients =
        prediction(array(1, 2, 3, 4), array(2, 2, 2, 0, 0, 5), array(1, 2, 0.25f, 0));

    assertThat(gradients.loss()).isCloseTo(-Math.log(1 - 0.35) + 0.64, within(3e-6));
  }

  @Test
  void equalEmbeddingsStayFinite() {
    float[] equal = new float[64];
    Arrays.fill(equal, 0.37f);
    NdArray crops = array(4, 16, equal);

    Gradients gradients =
        prediction(crops, crops, array(4, 4, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1));

    assertThat(gradients.loss()).isFinite();
    assertThat(Arrays.stream(gradients.inputs().get("target").doubles()))
        .allMatch(Double::isFinite);
  }

  /** The pairs have cosines 0.6, -1 and -0.6, and only the first is positive. */
  @ParameterizedTest
  @CsvSource({"LINEAR, 0.2", "SQUARED, 0.12"})
  void theRegularizerIsTheMeanOverPairs(Regularizer regularizer, double expected) {
    assertThat(regularization(regularizer, array(3, 2, 1, 0, 3, 4, -2, 0)))
        .isCloseTo(expected, within(1e-6));
  }
}
