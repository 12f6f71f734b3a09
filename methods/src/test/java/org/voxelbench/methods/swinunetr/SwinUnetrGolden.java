package org.voxelbench.methods.swinunetr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;
import org.voxelbench.methods.SslGolden;
import org.voxelbench.training.network.Closeness;
import org.voxelbench.training.network.GoldenCase;
import org.voxelbench.training.network.TestEngines;

/** The three losses with their gradients, rotations, and cut-outs replayed from their draws. */
public final class SwinUnetrGolden implements SslGolden {

  @Override
  public String topic() {
    return "ssl/swinunetr";
  }

  @Override
  public List<DynamicTest> tests(GoldenCase golden) {
    Set<String> names = new TreeSet<>();
    golden.tensors().keySet().forEach(name -> names.add(name.substring(0, name.indexOf('/'))));
    return names.stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> check(golden.under(name + "/"), golden.json().get("cases").path(name))))
        .toList();
  }

  private static void check(Map<String, NdArray> tensors, JsonNode expected) {
    if (tensors.containsKey("rotations")) {
      checkRotations(tensors);
    } else if (expected.has("draws")) {
      checkCutOut(tensors, expected.get("draws"));
    } else {
      checkLosses(tensors, expected);
    }
  }

  private static void checkRotations(Map<String, NdArray> tensors) {
    NdArray x = tensors.get("x");
    List<float[]> rotated = volumes(x);
    int[] shape = Arrays.copyOfRange(x.shape(), 2, 5);
    for (int i = 0; i < rotated.size(); i++) {
      int turns = (int) tensors.get("rotations").at(i);
      rotated.set(i, QuarterTurns.rotate(rotated.get(i), shape, turns));
    }
    assertThat(Closeness.largest(joined(x.shape(), rotated), tensors.get("y"))).isZero();
  }

  private static void checkCutOut(Map<String, NdArray> tensors, JsonNode draws) {
    NdArray bytes =
        tensors.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("x_u8"))
            .findFirst()
            .orElseThrow()
            .getValue();
    List<float[]> views = volumes(bytes);
    for (float[] view : views) {
      for (int i = 0; i < view.length; i++) {
        view[i] /= 255;
      }
    }
    RecordedDraws recorded = new RecordedDraws(draws, tensors.get("noise_concat").floats());
    int[] shape = Arrays.copyOfRange(bytes.shape(), 2, 5);
    new CutOut(0.3, 0.05, 0.25).apply(views, shape, Collections.nCopies(views.size(), recorded));

    assertThat(Closeness.largest(joined(bytes.shape(), views), tensors.get("y")))
        .isLessThanOrEqualTo(1e-6);
    recorded.assertAllUsed();
  }

  private static void checkLosses(Map<String, NdArray> tensors, JsonNode expected) {
    Map<String, NdArray> inputs = new LinkedHashMap<>(tensors);
    inputs.keySet().removeIf(name -> name.startsWith("grad"));
    NdArray labels = inputs.remove("rot_labels");
    inputs.put("turns", NdArray.of(new int[] {labels.size(), 1}, labels.floats()));
    JsonNode parts = expected.get("parts");
    try (Engine engine = TestEngines.open(Precision.FP64)) {
      Map<String, NdArray> values =
          TestEngines.run(engine, graph -> parts(graph), Map.of(), inputs);
      parts
          .properties()
          .forEach(part -> assertClose(values.get(part.getKey()).item(), part.getValue()));
      Program total =
          graph -> {
            Tensor sum = graph.scalar(0);
            int i = 0;
            for (Tensor part : parts(graph).values()) {
              sum = graph.add(sum, graph.mul(part, expected.get("weights").get(i++).asDouble()));
            }
            return Map.of(Program.LOSS, sum);
          };
      Gradients actual = TestEngines.gradients(engine, total, Map.of(), inputs);
      assertClose(actual.loss(), expected.get("total"));
      assertGradient(actual, "reconstruction", tensors.get("grad_reconstruction"));
      assertGradient(actual, "contrast", tensors.get("grad_contrast"));
      assertGradient(actual, "rot_logits", tensors.get("grad_rot"));
    }
  }

  private static void assertClose(double actual, JsonNode expected) {
    double value = expected.asDouble();
    assertThat(actual).isCloseTo(value, within(1e-6 * Math.abs(value)));
  }

  private static void assertGradient(Gradients actual, String input, NdArray expected) {
    assertThat(Closeness.largest(actual.inputs().get(input), expected))
        .as(input)
        .isLessThanOrEqualTo(1e-6 * Closeness.largest(expected));
  }

  /** In the order of the stated weights. */
  private static Map<String, Tensor> parts(Graph graph) {
    ViewLosses losses =
        new ViewLosses(
            graph.input("reconstruction"), graph.input("rot_logits"), graph.input("contrast"));
    Map<String, Tensor> parts = new LinkedHashMap<>();
    parts.put("l1", losses.reconstruction(graph, graph.input("target")));
    parts.put("contrast", losses.contrast(graph, 0.5));
    parts.put("rotation_ce", losses.rotation(graph, graph.input("turns")));
    return parts;
  }

  private static List<float[]> volumes(NdArray batch) {
    int voxels = batch.size() / batch.shape()[0];
    List<float[]> volumes = new ArrayList<>();
    for (int i = 0; i < batch.shape()[0]; i++) {
      volumes.add(Arrays.copyOfRange(batch.floats(), i * voxels, (i + 1) * voxels));
    }
    return volumes;
  }

  private static NdArray joined(int[] shape, List<float[]> volumes) {
    float[] all = new float[volumes.size() * volumes.get(0).length];
    for (int i = 0; i < volumes.size(); i++) {
      System.arraycopy(volumes.get(i), 0, all, i * volumes.get(i).length, volumes.get(i).length);
    }
    return NdArray.of(shape, all);
  }
}
