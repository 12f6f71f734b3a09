package org.voxelbench.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;
import org.voxelbench.engine.TestDevice;
import org.voxelbench.engine.Values;
import org.voxelbench.engine.Weights;

/** Attention and its gradient never hold the matrix of all scores. */
class AttentionMemoryTest {

  private static final int TOKENS = 4000;

  /** Rows as a linear layer leaves them, {@code [N, T, H, D]}, with the heads moved forward. */
  private static Tensor heads(Graph g, String name) {
    return g.permute(g.input(name), 0, 2, 1, 3);
  }

  private static Tensor lists(Graph g, String name, int length) {
    return g.reshape(g.input(name), 1, TOKENS, length);
  }

  @ParameterizedTest
  @CsvSource({"66, 66, true", "72, 72, true", "72, 66, false"})
  void growsWithTheTokensAndNotWithTheirSquare(int length, int values, boolean heads) {
    Program program =
        g -> {
          Tensor y =
              heads
                  ? g.attention(heads(g, "q"), heads(g, "k"), heads(g, "v"))
                  : g.attention(
                      lists(g, "q", length), lists(g, "k", length), lists(g, "v", values));
          return Map.of(Program.LOSS, g.mean(g.square(y), false));
        };
    Map<String, NdArray> inputs =
        Map.of(
            "q", Values.single(Values.of(1, 1, TOKENS, 1, length)),
            "k", Values.single(Values.of(2, 1, TOKENS, 1, length)),
            "v", Values.single(Values.of(3, 1, TOKENS, 1, values)));
    try (Engine engine = new TorchEngineProvider().open(TestDevice.in(Precision.FP32));
        Weights weights = engine.weights(Map.of());
        Batch batch = engine.stage(inputs)) {
      assumeTrue(engine.resetPeakMemory(), "the system doesn't let a process reset its peak");
      long before = engine.peakMemoryBytes();
      engine.gradients(program, weights, batch);
      assertThat(engine.peakMemoryBytes() - before)
          .as("growth, where a matrix of all scores has 4 bytes for each of %d^2", TOKENS)
          .isLessThan(2L * TOKENS * TOKENS);
    }
  }
}
