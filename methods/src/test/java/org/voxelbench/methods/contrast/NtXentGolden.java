package org.voxelbench.methods.contrast;

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

/** SimCLR's loss, its gradients, its logits and the share of partners found. */
public final class NtXentGolden implements SslGolden {

  private static final double TOLERANCE = 1e-6;

  @Override
  public String topic() {
    return "ssl/simclr";
  }

  @Override
  public List<DynamicTest> tests(GoldenCase golden) {
    return SslGolden.each(golden, NtXentGolden::check);
  }

  private static void check(Map<String, NdArray> tensors, JsonNode expected) {
    double temperature = expected.get("temperature").asDouble();
    Map<String, NdArray> inputs = Map.of("i", tensors.get("zis"), "j", tensors.get("zjs"));
    Program values =
        graph ->
            Map.of(
                "logits",
                NtXent.logits(graph, graph.input("j"), graph.input("i"), temperature),
                "accuracy",
                NtXent.accuracy(graph, graph.input("j"), graph.input("i")));
    Program objective =
        graph ->
            Map.of(
                Program.LOSS, NtXent.loss(graph, graph.input("i"), graph.input("j"), temperature));
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      Map<String, NdArray> actual = TestEngines.run(engine, values, Map.of(), inputs);
      assertClose(partnerFirst(actual.get("logits")), tensors.get("logits"));
      assertThat(actual.get("accuracy").item())
          .isCloseTo(expected.get("accuracy").asDouble(), within(TOLERANCE));

      Gradients gradients = TestEngines.gradients(engine, objective, Map.of(), inputs);
      double loss = expected.get("loss").asDouble();
      assertThat(gradients.loss()).isCloseTo(loss, within(TOLERANCE * loss));
      assertClose(gradients.inputs().get("i"), tensors.get("grad_zis"));
      assertClose(gradients.inputs().get("j"), tensors.get("grad_zjs"));
    }
  }

  private static void assertClose(NdArray actual, NdArray expected) {
    assertThat(Closeness.largest(actual, expected))
        .isLessThanOrEqualTo(TOLERANCE * Closeness.largest(expected));
  }

  /** Each row without its diagonal, the partner's value before the others. */
  private static NdArray partnerFirst(NdArray logits) {
    int count = logits.shape()[0];
    float[] rows = new float[count * (count - 1)];
    int at = 0;
    for (int i = 0; i < count; i++) {
      int partner = (i + count / 2) % count;
      rows[at++] = (float) logits.at(i * count + partner);
      for (int j = 0; j < count; j++) {
        if (j != i && j != partner) {
          rows[at++] = (float) logits.at(i * count + j);
        }
      }
    }
    return NdArray.of(new int[] {count, count - 1}, rows);
  }
}
