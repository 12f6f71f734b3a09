package org.voxelbench.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;

/** A program is traced once per shapes of its inputs, and the plans share one piece of memory. */
class TraceReuseTest {

  private final AtomicInteger traces = new AtomicInteger();

  private final Program objective =
      g -> {
        traces.incrementAndGet();
        return Map.of(
            Program.LOSS,
            g.sum(g.square(g.mul(g.input("x"), g.weight("w"))), false),
            "y",
            g.add(g.input("x"), g.weight("w")));
      };

  private static Map<String, NdArray> inputs(int length) {
    float[] values = new float[length];
    Arrays.fill(values, length);
    return Map.of("x", NdArray.of(new int[] {length}, values));
  }

  @Test
  void tracesOncePerShapes() {
    try (Engine engine = new Nd4jEngineProvider().open(EngineOptions.cpu(Precision.FP32));
        Weights weights = engine.weights(Map.of("w", NdArray.scalar(0.5)));
        Inference inference = engine.inference(objective, weights);
        Training training =
            engine.training(objective, weights, Set.of("w"), new Optimizer.Sgd(0, false, 0, 1e9))) {
      for (int round = 0; round < 3; round++) {
        for (int length = 1; length <= 3; length++) {
          try (Batch batch = engine.stage(inputs(length))) {
            assertThat(inference.run(batch).get("y").at(length - 1)).isEqualTo(length + 0.5);
            assertThat(training.step(batch, 0).loss()).isEqualTo(Math.pow(length, 3) / 4);
          }
        }
      }
      assertThat(traces).hasValue(6);
    }
  }

  @Test
  void plansThatWereNotUsedLatelyAreTracedAgain() {
    try (Engine engine = new Nd4jEngineProvider().open(EngineOptions.cpu(Precision.FP32));
        Weights weights = engine.weights(Map.of("w", NdArray.scalar(0.5)));
        Inference inference = engine.inference(objective, weights)) {
      for (int length : new int[] {1, 2, 3, 4, 5, 5, 4, 1}) {
        try (Batch batch = engine.stage(inputs(length))) {
          assertThat(inference.run(batch).get("y").at(0)).isEqualTo(length + 0.5);
        }
      }
      assertThat(traces).hasValue(6);
    }
  }
}
