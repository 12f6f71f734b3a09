package org.voxelbench.methods.spark3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voxelbench.methods.spark3d.MadeUp.filled;
import static org.voxelbench.methods.spark3d.MadeUp.normal;
import static org.voxelbench.methods.spark3d.MadeUp.run;
import static org.voxelbench.methods.spark3d.MadeUp.sparse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.methods.mae.BlockMask;
import org.voxelbench.training.network.Closeness;
import org.voxelbench.training.pretext.PretextBatch;

/** Norms of the visible voxels alone, and how many there are. */
class VisibleVoxelsTest {

  private static final double ROUNDING = 2e-5;

  private static NdArray norm(NdArray x, NdArray visible) {
    return run(
        Map.of("gamma", NdArray.of(new int[] {2}, 1.5f, -0.5f), "beta", filled(0.25f, 2)),
        Map.of("x", x, "visible", visible),
        graph -> {
          SparseLayers layers = sparse(graph);
          Tensor masked = layers.maps().at(graph.input("x")).orElseThrow().only(graph.input("x"));
          return layers.instanceNorm(
              graph, masked, graph.weight("gamma"), graph.weight("beta"), 1e-5);
        });
  }

  @Test
  void withAllVisibleTheNormIsTheOrdinaryOne() {
    NdArray x = normal("x", 2, 2, 8, 4, 6);
    NdArray expected =
        run(
            Map.of("gamma", NdArray.of(new int[] {2}, 1.5f, -0.5f), "beta", filled(0.25f, 2)),
            Map.of("x", x),
            graph ->
                graph.instanceNorm(
                    graph.input("x"), graph.weight("gamma"), graph.weight("beta"), 1e-5));
    assertThat(Closeness.largest(norm(x, filled(1, 2, 1, 4, 2, 3)), expected))
        .isLessThanOrEqualTo(ROUNDING);
  }

  /** Of constant values only the shift is left, where they are visible; samples differ in masks. */
  @Test
  void ofConstantValuesTheNormGivesItsBias() {
    NdArray cells = NdArray.of(new int[] {2, 1, 1, 1, 2}, 1f, 0f, 1f, 1f);
    NdArray y = norm(filled(7, 2, 2, 2, 2, 4), cells);
    for (int i = 0; i < y.size(); i++) {
      boolean masked = i < y.size() / 2 && i % 4 >= 2;
      assertThat(y.at(i)).isEqualTo(masked ? 0 : 0.25);
    }
  }

  /** Far from 0 the square of a sum would swallow the variance. */
  @Test
  void theNormIsAccurateFarFromZero() {
    NdArray x = normal("x", 1, 2, 8, 8, 8);
    float[] far = x.floats().clone();
    for (int i = 0; i < far.length; i++) {
      far[i] = Math.round(far[i] * 64) / 64f + 1000;
    }
    NdArray near = NdArray.zeros(x.shape());
    for (int i = 0; i < far.length; i++) {
      near.floats()[i] = far[i] - 1000;
    }
    NdArray cells = NdArray.of(new int[] {1, 1, 2, 2, 2}, 1f, 0f, 0f, 1f, 0f, 0f, 1f, 0f);
    assertThat(Closeness.largest(norm(NdArray.of(x.shape(), far), cells), norm(near, cells)))
        .isLessThanOrEqualTo(1e-3);
  }

  /** Visible voxels of protocol facts section 9 for 160^3 and a ratio of 0.75, per stage. */
  @ParameterizedTest
  @CsvSource({
    "16, 160, 1024000",
    "16, 80, 128000",
    "16, 40, 16000",
    "16, 20, 2000",
    "16, 10, 250",
    "16, 5, 125",
    "32, 160, 1048576",
    "32, 80, 131072",
    "32, 40, 16384",
    "32, 20, 2048",
    "32, 10, 256",
    "32, 5, 32"
  })
  void aResolutionShowsItsShare(int block, int edge, int expected) {
    RandomStreams streams = new RandomStreams(3);
    PretextBatch batch =
        new PretextBatch(
            List.of(List.of(new float[0])),
            new int[] {160, 160, 160},
            streams.stream("batch"),
            sample -> streams.stream("sample", sample));
    NdArray visible = BlockMask.draw(batch, block, 0.75).visible();
    NdArray shown =
        run(
            Map.of(),
            Map.of("x", filled(1, 1, 1, edge, edge, edge), "visible", visible),
            graph -> {
              Tensor x = graph.input("x");
              Optional<VisibleVoxels> voxels = sparse(graph).maps().at(x);
              return graph.sum(voxels.map(v -> v.only(x)).orElse(x), false);
            });
    assertThat(shown.item()).isEqualTo(expected);
  }
}
