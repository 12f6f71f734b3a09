package org.voxelbench.methods.spark3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voxelbench.methods.spark3d.MadeUp.filled;
import static org.voxelbench.methods.spark3d.MadeUp.normal;
import static org.voxelbench.methods.spark3d.MadeUp.run;
import static org.voxelbench.methods.spark3d.MadeUp.sparse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Tensor;
import org.voxelbench.methods.mae.MaskedAutoencoder;
import org.voxelbench.methods.mae.MaskedError;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.preparation.plan.UNetArchitecture;
import org.voxelbench.training.loop.PretextProgram;
import org.voxelbench.training.network.Architectures;
import org.voxelbench.training.network.Closeness;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.TestEngines;
import org.voxelbench.training.pretext.SslMethod;
import org.voxelbench.training.transfer.TransferScope;

/** Rules of the sparse encoder and its densification that hold for any weights. */
class SparseRulesTest {

  private static final double ROUNDING = 2e-5;

  @Test
  void withAllVisibleTheEncoderIsTheDenseOne() {
    Network network = Network.of(Architectures.small(), 1, 1, false);
    Map<String, NdArray> weights =
        Initialization.PYTORCH.draw(network.weights(), new RandomStreams(1));
    Map<String, NdArray> inputs =
        Map.of("x", normal("x", 2, 1, 16, 16, 16), "visible", filled(1, 2, 1, 2, 2, 2));
    NdArray dense = run(weights, inputs, graph -> deepest(network.encode(graph, graph.input("x"))));
    NdArray masked =
        run(
            weights,
            inputs,
            graph -> deepest(network.encode(graph, graph.input("x"), sparse(graph))));
    assertThat(Closeness.largest(masked, dense)).isLessThanOrEqualTo(ROUNDING);
  }

  private static Tensor deepest(List<Tensor> features) {
    return features.get(features.size() - 1);
  }

  /** At full resolution the projection is the identity. */
  @Test
  void withAllVisibleDensificationIsTheNormWithoutScale() {
    NdArray x = normal("x", 2, 3, 8, 8, 8);
    NdArray expected =
        run(
            Map.of(),
            Map.of("x", x),
            graph -> graph.instanceNorm(graph.input("x"), null, null, 1e-5));
    NdArray skip =
        run(
            Map.of("mask_tokens.0", normal("token", 1, 3, 1, 1, 1)),
            Map.of("x", x, "visible", filled(1, 2, 1, 2, 2, 2)),
            graph ->
                new Densification(true, true)
                    .apply(graph, List.of(graph.input("x")), sparse(graph).maps())
                    .get(0));
    assertThat(Closeness.largest(skip, expected)).isLessThanOrEqualTo(ROUNDING);
  }

  @Test
  void maskedVoxelsBecomeTheToken() {
    NdArray cells = NdArray.of(new int[] {1, 1, 1, 1, 2}, 1f, 0f);
    NdArray x = NdArray.of(new int[] {1, 2, 1, 1, 4}, 1f, 2f, 0f, 0f, 3f, 4f, 0f, 0f);
    NdArray skip =
        run(
            Map.of("mask_tokens.0", NdArray.of(new int[] {1, 2, 1, 1, 1}, -5f, -6f)),
            Map.of("x", x, "visible", cells),
            graph ->
                new Densification(true, false)
                    .apply(graph, List.of(graph.input("x")), sparse(graph).maps())
                    .get(0));
    assertThat(skip.floats()).containsExactly(1, 2, -5, -5, 3, 4, -6, -6);
  }

  private static SparseAutoencoder.Settings settings(boolean inputMasking, boolean sparse) {
    return new SparseAutoencoder.Settings(
        8,
        0.5,
        0.5,
        inputMasking,
        sparse,
        sparse,
        sparse,
        MaskedError.SQUARED,
        TransferScope.ENCODER);
  }

  private static <S extends Record> NdArray restored(
      Precision precision,
      SslMethod<S> method,
      S settings,
      Network network,
      Map<String, NdArray> inputs) {
    PretextProgram program = new PretextProgram(network, method.pretext(settings).orElseThrow());
    Map<String, NdArray> weights =
        Initialization.PYTORCH.draw(program.weights(), new RandomStreams(1));
    try (Engine engine = TestEngines.open(precision)) {
      return TestEngines.run(engine, program.shown(), weights, inputs).get("restored");
    }
  }

  @Test
  void withoutItsSwitchesItIsTheDenseAutoencoder() {
    Network network = Network.of(Architectures.small(), 1, 1, false);
    Map<String, NdArray> inputs =
        Map.of(
            "image", normal("image", 1, 1, 16, 16, 16),
            "visible", NdArray.of(new int[] {1, 1, 2, 2, 2}, 1f, 0f, 0f, 1f, 0f, 1f, 1f, 0f));
    NdArray plain =
        restored(Precision.FP32, new SparseAutoencoder(), settings(true, false), network, inputs);
    NdArray mae =
        restored(
            Precision.FP32,
            new MaskedAutoencoder(),
            new MaskedAutoencoder().defaults(),
            network,
            inputs);
    assertThat(plain.floats()).containsExactly(mae.floats());
  }

  /**
   * The encoder of raw images sees one voxel beyond the border of a visible block, by its first
   * kernel, and no more; with input masking it doesn't see that either.
   */
  @ParameterizedTest
  @CsvSource({"false, 8, true", "false, 9, false", "true, 8, false"})
  void maskedVoxelsStayUnseen(boolean inputMasking, int voxel, boolean seen) {
    Network network = Network.of(Architectures.small(), 1, 1, false);
    NdArray image = normal("image", 1, 1, 8, 8, 16);
    NdArray other = NdArray.of(image.shape(), image.floats().clone());
    other.floats()[4 * 128 + 4 * 16 + voxel] += 3;
    NdArray visible = NdArray.of(new int[] {1, 1, 1, 1, 2}, 1f, 0f);
    NdArray[] outputs = new NdArray[2];
    for (int i = 0; i < 2; i++) {
      Map<String, NdArray> inputs = Map.of("image", i == 0 ? image : other, "visible", visible);
      outputs[i] =
          restored(
              Precision.FP32,
              new SparseAutoencoder(),
              settings(inputMasking, true),
              network,
              inputs);
    }
    assertThat(Closeness.largest(outputs[0], outputs[1]) > 0).isEqualTo(seen);
  }

  /** bfloat16 keeps eight bits. */
  @Test
  void mixedPrecisionStaysClose() {
    Network network = Network.of(Architectures.small(), 1, 1, false);
    Map<String, NdArray> inputs =
        Map.of(
            "image", normal("image", 1, 1, 16, 16, 16),
            "visible", NdArray.of(new int[] {1, 1, 2, 2, 2}, 1f, 0f, 0f, 1f, 0f, 1f, 1f, 0f));
    SparseAutoencoder method = new SparseAutoencoder();
    NdArray full = restored(Precision.FP32, method, settings(false, true), network, inputs);
    NdArray mixed = restored(Precision.BF16, method, settings(false, true), network, inputs);
    assertThat(Closeness.relative(Map.of("y", mixed), Map.of("y", full))).isLessThan(0.05);
  }

  /**
   * Stages coarser than the cells in some axes only: there a sample may show nothing, so that the
   * deepest stage hands on its token whatever it computes, while the others hand on the image.
   */
  @Test
  void aStageThatShowsNothingHandsOnItsTokenAlone() {
    Architecture uneven =
        new UNetArchitecture(
            NetworkKind.RESIDUAL_ENCODER,
            List.of(4, 6, 8),
            List.of(1, 1, 1),
            List.of(List.of(3, 3, 3), List.of(3, 3, 3), List.of(3, 3, 3)),
            List.of(List.of(1, 1, 1), List.of(1, 2, 2), List.of(1, 4, 4)),
            List.of(1, 1));
    NdArray visible = filled(1, 1, 1, 2, 4, 4);
    Map<String, NdArray> inputs = new HashMap<>();
    for (int i = 0; i < visible.size(); i++) {
      boolean shownCoarsely = i % 4 % 2 == 0 && i / 4 % 4 % 2 == 0;
      visible.floats()[i] = shownCoarsely ? 0 : 1;
    }
    inputs.put("visible", visible);
    inputs.put("image", normal("image", 1, 1, 8, 16, 16));
    Network network = Network.of(uneven, 1, 1, false);
    NdArray own = restored(network, inputs, name -> false);
    for (float value : own.floats()) {
      assertThat(value).isFinite();
    }

    assertThat(restored(network, inputs, name -> name.startsWith("encoder.stages.2.")).floats())
        .as("the deepest stage shows nothing")
        .containsExactly(own.floats());
    assertThat(restored(network, inputs, name -> name.startsWith("encoder.stages.1.")).floats())
        .as("the stage above shows some cells")
        .isNotEqualTo(own.floats());
    inputs.put("image", normal("other", 1, 1, 8, 16, 16));
    assertThat(restored(network, inputs, name -> false).floats()).isNotEqualTo(own.floats());
  }

  /** With some weights doubled. */
  private static NdArray restored(
      Network network, Map<String, NdArray> inputs, Predicate<String> doubled) {
    PretextProgram program =
        new PretextProgram(
            network, new SparseAutoencoder().pretext(settings(false, true)).orElseThrow());
    Map<String, NdArray> weights =
        Initialization.PYTORCH.draw(program.weights(), new RandomStreams(1));
    List<String> changed = weights.keySet().stream().filter(doubled).toList();
    for (String name : changed) {
      float[] values = weights.get(name).floats();
      for (int i = 0; i < values.length; i++) {
        values[i] *= 2;
      }
    }
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      return TestEngines.run(engine, program.shown(), weights, inputs).get("restored");
    }
  }
}
