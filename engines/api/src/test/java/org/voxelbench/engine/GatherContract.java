package org.voxelbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link Ops#gather} keeps beside its values: it reads what is there, in a fixed order. */
public interface GatherContract {

  /** The engine under test. */
  EngineProvider provider();

  @ParameterizedTest
  @ValueSource(doubles = {-1, 3, 0.5, 1e12, Double.NaN})
  default void noRowBesideASamplesOwnIsRead(double row) {
    NdArray index = NdArray.of(new int[] {2, 2}, 0, row, 2, 1);
    try (Engine engine = provider().open(TestDevice.in(Precision.FP32));
        Weights weights = engine.weights(Map.of());
        Batch batch = engine.stage(Map.of("x", Values.of(1, 2, 3, 2), "index", index));
        Inference inference =
            engine.inference(g -> Map.of("y", g.gather(g.input("x"), g.input("index"))), weights)) {
      if (engine.info().onCpu()) {
        assertThatThrownBy(() -> inference.run(batch))
            .isInstanceOf(EngineException.class)
            .hasMessageContainingAll("gather", "[2, 3, 2]", "[2, 2]", "from 0 to 2");
      } else {
        isRefusedOrNotANumber(inference, batch);
      }
    }
  }

  /** A card that raised an error would be lost to the process. */
  private static void isRefusedOrNotANumber(Inference inference, Batch batch) {
    try {
      NdArray y = inference.run(batch).get("y");
      assertThat(new double[] {y.at(2), y.at(3)}).containsOnly(Double.NaN);
      assertThat(y.at(4)).isEqualTo(Values.single(Values.of(1, 2, 3, 2)).at(10));
    } catch (EngineException e) {
      assertThat(e).hasMessageContaining("from 0 to 2");
    }
  }

  @Test
  default void theGradientHasTheSameBitsForOneThreadAndTwo() {
    NdArray x = Values.single(Values.of(2, 2, 300, 16));
    NdArray index = Values.single(Values.classes(300, 3, 2, 5000));
    NdArray factors = Values.single(Values.of(4, 2, 5000, 16));
    Program program =
        g ->
            Map.of(
                Program.LOSS,
                g.sum(g.mul(g.gather(g.input("x"), g.input("index")), g.constant(factors)), false));
    float[] first = gradient(program, Map.of("x", x, "index", index), 1);
    for (int again = 0; again < 3; again++) {
      assertThat(gradient(program, Map.of("x", x, "index", index), 2)).containsExactly(first);
    }
  }

  private float[] gradient(Program program, Map<String, NdArray> inputs, int threads) {
    try (Engine engine = provider().open(TestDevice.in(Precision.FP32, threads));
        Weights weights = engine.weights(Map.of());
        Batch batch = engine.stage(inputs)) {
      return engine.gradients(program, weights, batch).inputs().get("x").floats();
    }
  }
}
