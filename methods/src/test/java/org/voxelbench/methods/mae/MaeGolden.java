package org.voxelbench.methods.mae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.methods.SslGolden;
import org.voxelbench.training.network.Closeness;
import org.voxelbench.training.network.GoldenCase;
import org.voxelbench.training.network.TestEngines;

/** Masks at voxel size, masked errors and their gradients. */
public final class MaeGolden implements SslGolden {

  @Override
  public String topic() {
    return "ssl/mae";
  }

  @Override
  public List<DynamicTest> tests(GoldenCase golden) {
    return SslGolden.each(golden, MaeGolden::check);
  }

  private static void check(Map<String, NdArray> tensors, JsonNode expected) {
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      check(engine, MaskedError.SQUARED, tensors, expected.get("mse"), "grad_mse");
      check(engine, MaskedError.ABSOLUTE, tensors, expected.get("l1"), "grad_l1");
    }
  }

  private static void check(
      Engine engine,
      MaskedError error,
      Map<String, NdArray> tensors,
      JsonNode expected,
      String gradient) {
    Map<String, NdArray> inputs =
        Map.of(
            "image", tensors.get("data"),
            "visible", tensors.get("small_mask"),
            "restored", tensors.get("pred"));
    Program upsampled =
        graph ->
            Map.of("mask", BlockMask.voxels(graph, graph.input("visible"), graph.input("image")));
    assertThat(
            Closeness.largest(
                TestEngines.run(engine, upsampled, Map.of(), inputs).get("mask"),
                tensors.get("full_mask")))
        .isZero();
    Program objective =
        graph ->
            Map.of(
                Program.LOSS,
                error.of(
                    graph,
                    graph.input("restored"),
                    graph.input("image"),
                    BlockMask.voxels(graph, graph.input("visible"), graph.input("image"))));
    Gradients actual = TestEngines.gradients(engine, objective, Map.of(), inputs);
    assertThat(actual.loss()).isCloseTo(expected.asDouble(), within(1e-6 * expected.asDouble()));
    NdArray reference = tensors.get(gradient);
    assertThat(Closeness.largest(actual.inputs().get("restored"), reference))
        .isLessThanOrEqualTo(1e-6 * Closeness.largest(reference));
  }
}
