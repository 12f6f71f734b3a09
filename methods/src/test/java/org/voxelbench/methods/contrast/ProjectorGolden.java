package org.voxelbench.methods.contrast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.training.network.Closeness;
import org.voxelbench.training.network.TestEngines;

/** What nnssl's projection head made of feature vectors. */
public final class ProjectorGolden {

  private ProjectorGolden() {}

  /**
   * @param tensors the layers' weights, features {@code x} and embeddings {@code y}
   */
  public static void check(Map<String, NdArray> tensors) {
    Map<String, NdArray> weights = new HashMap<>();
    tensors.forEach(
        (name, value) -> {
          if (name.startsWith("layer")) {
            weights.put("projector." + name, value);
          }
        });
    NdArray expected = tensors.get("y");
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      NdArray actual =
          TestEngines.run(
                  engine,
                  graph -> Map.of("y", Projector.project(graph, graph.input("x"))),
                  weights,
                  Map.of("x", tensors.get("x")))
              .get("y");
      assertThat(Closeness.largest(actual, expected))
          .isLessThanOrEqualTo(1e-6 * Closeness.largest(expected));
    }
  }
}
