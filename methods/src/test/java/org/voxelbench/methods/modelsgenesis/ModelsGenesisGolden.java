package org.voxelbench.methods.modelsgenesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.voxelbench.base.volume.VoxelBox;
import org.voxelbench.engine.NdArray;
import org.voxelbench.methods.SslGolden;
import org.voxelbench.training.network.Closeness;
import org.voxelbench.training.network.GoldenCase;

/** Intensity curves, shuffled windows and painted boxes, replayed from what was drawn. */
public final class ModelsGenesisGolden implements SslGolden {

  @Override
  public String topic() {
    return "ssl/models_genesis";
  }

  @Override
  public List<DynamicTest> tests(GoldenCase golden) {
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, JsonNode> kind : golden.json().get("cases").properties()) {
      for (Map.Entry<String, JsonNode> drawn : kind.getValue().properties()) {
        String name = kind.getKey() + "/" + drawn.getKey();
        tests.add(
            DynamicTest.dynamicTest(
                name, () -> check(kind.getKey(), drawn.getValue(), golden.under(name + "/"))));
      }
    }
    return tests;
  }

  private static void check(String kind, JsonNode drawn, Map<String, NdArray> tensors) {
    NdArray x = tensors.get("x");
    int[] shape = Arrays.copyOfRange(x.shape(), 1, 4);
    double tolerance = kind.equals("nonlinear") ? 1e-6 : 0;
    float[] actual =
        switch (kind) {
          case "nonlinear" -> mapped(x.floats(), drawn);
          case "shuffle" -> shuffled(x.floats(), shape, tensors);
          case "inpaint" -> paintedInside(x.floats(), shape, tensors);
          case "outpaint" ->
              Painting.around(
                  x.floats(),
                  shape,
                  boxes(tensors.get("boxes_size_start")),
                  tensors.get("noise_concat").floats().clone());
          default -> fail("nothing checks '" + kind + "'");
        };
    assertThat(Closeness.largest(NdArray.of(x.shape(), actual), tensors.get("y")))
        .isLessThanOrEqualTo(tolerance);
  }

  private static float[] mapped(float[] image, JsonNode drawn) {
    JsonNode points = drawn.get("control_points");
    float[] mapped = image.clone();
    new IntensityCurve(
            points.get(1).get(0).asDouble(),
            points.get(1).get(1).asDouble(),
            points.get(2).get(0).asDouble(),
            points.get(2).get(1).asDouble(),
            drawn.get("decreasing").asBoolean(),
            drawn.get("n_times").asInt())
        .apply(mapped);
    return mapped;
  }

  private static float[] shuffled(float[] image, int[] shape, Map<String, NdArray> tensors) {
    float[] shuffled = image.clone();
    NdArray orders = tensors.get("perm_concat");
    LocalShuffling.Block block =
        new LocalShuffling.Block(new float[image.length], new float[image.length]);
    int at = 0;
    for (VoxelBox box : boxes(tensors.get("windows_size_start"))) {
      int[] order = new int[box.voxels()];
      for (int i = 0; i < order.length; i++) {
        order[i] = (int) orders.at(at++);
      }
      block.shuffle(image, shuffled, shape, box, order);
    }
    assertThat(at).isEqualTo(orders.size());
    return shuffled;
  }

  private static float[] paintedInside(float[] image, int[] shape, Map<String, NdArray> tensors) {
    float[] painted = image.clone();
    float[] noise = tensors.get("noise_concat").floats();
    int at = 0;
    for (VoxelBox box : boxes(tensors.get("boxes_size_start"))) {
      box.write(Arrays.copyOfRange(noise, at, at + box.voxels()), painted, shape);
      at += box.voxels();
    }
    assertThat(at).isEqualTo(noise.length);
    return painted;
  }

  private static List<VoxelBox> boxes(NdArray sizeAndStart) {
    List<VoxelBox> boxes = new ArrayList<>();
    for (int row = 0; row < sizeAndStart.shape()[0]; row++) {
      int[] size = new int[3];
      int[] start = new int[3];
      for (int axis = 0; axis < 3; axis++) {
        size[axis] = (int) sizeAndStart.at(row * 6 + axis);
        start[axis] = (int) sizeAndStart.at(row * 6 + 3 + axis);
      }
      boxes.add(new VoxelBox(start, size));
    }
    return boxes;
  }
}
