package org.voxelbench.methods.volumefusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.voxelbench.base.volume.VoxelBox;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.methods.SslGolden;
import org.voxelbench.training.network.Closeness;
import org.voxelbench.training.network.GoldenCase;
import org.voxelbench.training.network.TestEngines;

/** Mixed images and class maps, replayed from drawn boxes, and the loss with its gradient. */
public final class VolumeFusionGolden implements SslGolden {

  @Override
  public String topic() {
    return "ssl/volume_fusion";
  }

  @Override
  public List<DynamicTest> tests(GoldenCase golden) {
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : golden.json().get("cases").properties()) {
      Map<String, NdArray> tensors = golden.under(entry.getKey() + "/");
      tests.add(
          DynamicTest.dynamicTest(
              entry.getKey() + " mixture", () -> checkMixture(tensors, entry.getValue())));
      if (tensors.containsKey("logits")) {
        tests.add(
            DynamicTest.dynamicTest(
                entry.getKey() + " loss", () -> checkLoss(tensors, entry.getValue())));
      }
    }
    return tests;
  }

  private static void checkMixture(Map<String, NdArray> tensors, JsonNode expected) {
    JsonNode coefficients = expected.get("coefficients");
    int classes = coefficients.size();
    for (int i = 0; i < classes; i++) {
      assertThat(coefficients.get(i).asDouble()).isCloseTo(i / (classes - 1.0), within(1e-9));
    }
    NdArray images = tensors.get("images");
    int samples = images.shape()[0] / 2;
    int[] shape = Arrays.copyOfRange(images.shape(), 2, 5);
    int voxels = shape[0] * shape[1] * shape[2];
    float[] mixed = new float[samples * voxels];
    float[] levels = new float[samples * voxels];
    for (int sample = 0; sample < samples; sample++) {
      FusionMap map = map(expected.get("patches").get(sample), classes);
      float[] classMap = map.classMap(shape);
      float[] mixture =
          map.mix(image(images, sample, voxels), image(images, samples + sample, voxels), classMap);
      System.arraycopy(mixture, 0, mixed, sample * voxels, voxels);
      System.arraycopy(classMap, 0, levels, sample * voxels, voxels);
    }
    int[] all = tensors.get("mixed").shape();
    assertThat(Closeness.largest(NdArray.of(all, mixed), tensors.get("mixed")))
        .isLessThanOrEqualTo(1e-6);
    assertThat(Closeness.largest(NdArray.of(all, levels), tensors.get("target"))).isZero();
  }

  private static FusionMap map(JsonNode drawn, int classes) {
    List<VoxelBox> boxes = new ArrayList<>();
    List<Integer> levels = new ArrayList<>();
    for (int i = 0; i < drawn.get("n").asInt(); i++) {
      boxes.add(new VoxelBox(ints(drawn.get("start").get(i)), ints(drawn.get("size").get(i))));
      levels.add(drawn.get("class_index").get(i).asInt());
    }
    return new FusionMap(boxes, levels, classes);
  }

  private static int[] ints(JsonNode numbers) {
    return StreamSupport.stream(numbers.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }

  private static float[] image(NdArray images, int index, int voxels) {
    return Arrays.copyOfRange(images.floats(), index * voxels, (index + 1) * voxels);
  }

  private static void checkLoss(Map<String, NdArray> tensors, JsonNode expected) {
    NdArray logits = tensors.get("logits");
    Program objective =
        graph ->
            Map.of(
                Program.LOSS,
                Separation.loss(logits.shape()[1])
                    .of(graph, graph.input("logits"), graph.input("target")));
    Map<String, NdArray> inputs = Map.of("logits", logits, "target", tensors.get("target"));
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      Gradients actual = TestEngines.gradients(engine, objective, Map.of(), inputs);
      double loss = expected.get("loss_torch_fp32").asDouble();
      assertThat(actual.loss()).isCloseTo(loss, within(1e-6 * Math.abs(loss)));
      NdArray gradient = tensors.get("grad_torch_fp32");
      // The reference is a 32-bit result itself.
      assertThat(Closeness.largest(actual.inputs().get("logits"), gradient))
          .isLessThanOrEqualTo(1e-5 * Closeness.largest(gradient));
    }
  }
}
