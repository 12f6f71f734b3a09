package org.voxelbench.methods.voco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;
import org.voxelbench.methods.SslGolden;
import org.voxelbench.methods.contrast.CropGrid;
import org.voxelbench.methods.contrast.ProjectorGolden;
import org.voxelbench.methods.contrast.Region;
import org.voxelbench.training.network.Closeness;
import org.voxelbench.training.network.GoldenCase;
import org.voxelbench.training.network.TestEngines;

/** VoCo's crops, overlaps, losses with their gradients, and projection head. */
public final class VocoGolden implements SslGolden {

  private static final double TOLERANCE = 1e-6;

  @Override
  public String topic() {
    return "ssl/voco";
  }

  @Override
  public List<DynamicTest> tests(GoldenCase golden) {
    List<DynamicTest> tests = new ArrayList<>();
    golden
        .json()
        .get("cases")
        .fields()
        .forEachRemaining(
            entry -> {
              String name = entry.getKey();
              Map<String, NdArray> tensors = golden.under(name + "/");
              tests.add(
                  DynamicTest.dynamicTest(
                      name + " crops", () -> checkCrops(tensors, entry.getValue())));
              tests.add(
                  DynamicTest.dynamicTest(
                      name + " losses", () -> checkLosses(tensors, entry.getValue())));
            });
    Map<String, NdArray> head = golden.under("head/");
    if (!head.isEmpty()) {
      tests.add(DynamicTest.dynamicTest("head", () -> ProjectorGolden.check(head)));
    }
    return tests;
  }

  private static int[] three(JsonNode values) {
    return new int[] {values.get(0).asInt(), values.get(1).asInt(), values.get(2).asInt()};
  }

  private static void checkCrops(Map<String, NdArray> tensors, JsonNode expected) {
    int[] cells = three(expected.get("base_crop_count"));
    int[] crop = three(expected.get("crop_size"));
    CropGrid grid = new CropGrid(cells[0], cells[1], cells[2]);
    int[] size = grid.patches(crop).size();
    float[] numbered = new float[size[0] * size[1] * size[2]];
    for (int i = 0; i < numbered.length; i++) {
      numbered[i] = i;
    }
    Region region = new Region(numbered, size);
    int targets = expected.get("n_targets").asInt();
    int bases = grid.count();
    for (int sample = 0; sample < expected.get("batch").asInt(); sample++) {
      long before = (long) sample * numbered.length;
      List<int[]> places = new ArrayList<>();
      for (int i = 0; i < targets; i++) {
        int[] place = new int[3];
        for (int axis = 0; axis < 3; axis++) {
          place[axis] = (int) tensors.get("target_offsets").at((sample * targets + i) * 3 + axis);
        }
        places.add(place);
        assertThat(before + (long) region.crop(place, crop)[0])
            .isEqualTo((long) tensors.get("target_first_voxel_index").at(sample * targets + i));
      }
      for (int i = 0; i < bases; i++) {
        assertThat(before + (long) region.crop(grid.start(i, crop), crop)[0])
            .isEqualTo((long) tensors.get("base_first_voxel_index").at(sample * bases + i));
      }
      double[] overlaps = Overlaps.of(places, grid, crop);
      for (int i = 0; i < overlaps.length; i++) {
        assertThat(overlaps[i])
            .isCloseTo(tensors.get("overlaps").at(sample * overlaps.length + i), within(1e-15));
      }
    }
  }

  private static void checkLosses(Map<String, NdArray> tensors, JsonNode expected) {
    Map<String, NdArray> inputs =
        Map.of(
            "target", tensors.get("target_emb"),
            "base", tensors.get("base_emb"),
            "overlaps", tensors.get("overlaps"));
    Program terms = graph -> Map.of("prediction", prediction(graph), "alike", alike(graph));
    Program objective = graph -> Map.of(Program.LOSS, graph.add(prediction(graph), alike(graph)));
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      Map<String, NdArray> actual = TestEngines.run(engine, terms, Map.of(), inputs);
      assertClose(actual.get("prediction").item(), expected.get("prediction_loss"));
      assertClose(actual.get("alike").item(), expected.get("regularization_loss"));

      Gradients gradients = TestEngines.gradients(engine, objective, Map.of(), inputs);
      assertClose(gradients.loss(), expected.get("loss"));
      assertClose(gradients.inputs().get("base"), tensors.get("grad_base"));
      assertClose(gradients.inputs().get("target"), tensors.get("grad_target"));
    }
  }

  private static Tensor prediction(Graph graph) {
    Tensor predicted = VocoLoss.predicted(graph, graph.input("target"), graph.input("base"));
    return VocoLoss.prediction(graph, predicted, graph.input("overlaps"));
  }

  private static Tensor alike(Graph graph) {
    return VocoLoss.regularization(graph, graph.input("base"), Regularizer.LINEAR);
  }

  private static void assertClose(double actual, JsonNode expected) {
    assertThat(actual).isCloseTo(expected.asDouble(), within(TOLERANCE * expected.asDouble()));
  }

  private static void assertClose(NdArray actual, NdArray expected) {
    assertThat(Closeness.largest(actual, expected))
        .isLessThanOrEqualTo(TOLERANCE * Closeness.largest(expected));
  }
}
