package org.voxelbench.methods.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.protocol.network.TestEngines;

class NtXentTest {

  private static Map<String, NdArray> run(NdArray first, NdArray second, double temperature) {
    Program program =
        graph ->
            Map.of(
                "loss",
                NtXent.loss(graph, graph.input("first"), graph.input("second"), temperature),
                "accuracy",
                NtXent.accuracy(graph, graph.input("first"), graph.input("second")));
    try (Engine engine = TestEngines.cpu(Precision.FP64)) {
      return TestEngines.run(engine, program, Map.of(), Map.of("first", first, "second", second));
    }
  }

  /** Facts section 9: every other embedding is as similar as the right one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void identicalEmbeddingsGiveTheLogarithmOfTheOthers(int pairs) {
    float[] same = new float[pairs * 3];
    Arrays.fill(same, 0.7f);
    NdArray embeddings = NdArray.of(new int[] {pairs, 3}, same);

    assertThat(run(embeddings, embeddings, 0.5).get("loss").item())
        .isCloseTo(Math.log(2 * pairs - 1), within(1e-12));
  }

  /** Orthogonal pairs: one similarity of 1 against two of 0; lengths don't count. */
  @Test
  void orthogonalPairsGiveTheSoftmaxOfTheirCosines() {
    NdArray first = NdArray.of(new int[] {2, 2}, 3f, 0f, 0f, 5f);
    NdArray second = NdArray.of(new int[] {2, 2}, 0.1f, 0f, 0f, 2f);
    Map<String, NdArray> right = run(first, second, 0.5);
    Map<String, NdArray> wrong = run(first, NdArray.of(new int[] {2, 2}, 0f, 2f, 0.1f, 0f), 0.5);

    double e = Math.exp(1 / 0.5);
    assertThat(right.get("loss").item()).isCloseTo(-Math.log(e / (e + 2)), within(1e-12));
    assertThat(right.get("accuracy").item()).isEqualTo(1);
    assertThat(wrong.get("loss").item()).isCloseTo(-Math.log(1 / (e + 2)), within(1e-12));
    assertThat(wrong.get("accuracy").item()).isZero();
  }
}
