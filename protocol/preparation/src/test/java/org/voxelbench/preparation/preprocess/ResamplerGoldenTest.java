package org.voxelbench.preparation.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ResamplerGoldenTest {

  @TestFactory
  List<DynamicTest> resamplesAsTheReference() throws Exception {
    Path folder = Golden.golden("preprocess");
    JsonNode cases = Golden.json(folder.resolve("resample_unit.json")).get("cases");
    GoldenTensors tensors = GoldenTensors.read(folder.resolve("resample_unit.safetensors"));
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : cases.properties()) {
      tests.add(
          DynamicTest.dynamicTest(
              entry.getKey(), () -> check(entry.getKey(), entry.getValue(), tensors)));
    }
    return tests;
  }

  private static void check(String name, JsonNode parameters, GoldenTensors tensors) {
    int[] shape = ints(parameters.get("in_shape"));
    int[] newShape = ints(parameters.get("out_shape"));
    double[] spacing = doubles(parameters.get("current_spacing"));
    double[] newSpacing = doubles(parameters.get("new_spacing"));
    JsonNode force = parameters.get("force_separate_z");
    Boolean separate = force.isNull() ? null : Boolean.valueOf(force.asBoolean());
    Resampler resampler =
        new Resampler(parameters.get("order").asInt(), parameters.get("order_z").asInt(), separate);

    JsonNode axis = parameters.get("axis");
    assertThat(SeparateAxis.of(spacing, newSpacing, separate).orElse(-1))
        .isEqualTo(axis.isNull() ? -1 : axis.asInt());

    float[] data = tensors.floats(name + "/data_in");
    float[] expected = tensors.floats(name + "/data_out");
    int voxels = Volumes.size(shape);
    int newVoxels = Volumes.size(newShape);
    for (int c = 0; c < data.length / voxels; c++) {
      float[] channel = Arrays.copyOfRange(data, c * voxels, (c + 1) * voxels);
      float[] actual = resampler.resample(channel, shape, newShape, spacing, newSpacing);
      for (int i = 0; i < newVoxels; i++) {
        float reference = expected[c * newVoxels + i];
        assertThat(actual[i]).isEqualTo(reference, within(Math.max(1e-6f, Math.ulp(reference))));
      }
    }
    short[] labels =
        resampler.resampleLabels(
            tensors.shorts(name + "/seg_in"), shape, newShape, spacing, newSpacing);
    assertThat(labels).isEqualTo(tensors.shorts(name + "/seg_out"));
  }

  private static int[] ints(JsonNode array) {
    return Arrays.stream(doubles(array)).mapToInt(v -> (int) v).toArray();
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    Arrays.setAll(values, i -> array.get(i).asDouble());
    return values;
  }
}
