package org.voxelbench.evaluation.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.safetensors.Safetensors;
import org.voxelbench.training.network.GoldenFiles;

class GaussianGoldenTest {

  private static final double TOLERANCE = 1e-6;
  private static final Pattern PART = Pattern.compile("(axis|corner|flat_stride_)([0-9]+)");

  @TestFactory
  Stream<DynamicTest> weightsAreThoseOfNnUNet() throws IOException {
    return GoldenFiles.cases("schedule").stream()
        .filter(file -> file.getFileName().toString().startsWith("gaussian"))
        .flatMap(GaussianGoldenTest::cases);
  }

  private static Stream<DynamicTest> cases(Path file) {
    try {
      JsonNode cases = GoldenFiles.json(file).get("cases");
      Map<String, NdArray> tensors = Safetensors.read(GoldenFiles.tensors(file)).tensors();
      return cases.properties().stream()
          .map(
              golden ->
                  DynamicTest.dynamicTest(
                      file.getFileName() + " " + golden.getKey(),
                      () -> check(golden.getKey(), golden.getValue(), tensors)));
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }

  private static void check(String name, JsonNode golden, Map<String, NdArray> tensors) {
    int[] patch =
        StreamSupport.stream(golden.get("patch").spliterator(), false)
            .mapToInt(JsonNode::intValue)
            .toArray();
    float[] weights = GaussianWeights.of(patch);
    double sum = IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).sum();
    double min = IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).min().orElse(0);
    double max = IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).max().orElse(0);
    assertThat(sum).isCloseTo(golden.get("sum").doubleValue(), Assertions.withinPercentage(1e-4));
    assertThat(min).isCloseTo(golden.get("min").doubleValue(), Assertions.withinPercentage(1e-3));
    assertThat(max).isCloseTo(golden.get("max").doubleValue(), within(TOLERANCE));
    tensors.forEach(
        (key, expected) -> {
          if (key.equals(name)) {
            assertClose(key, weights, expected);
          } else if (key.startsWith(name + "/")) {
            assertClose(key, part(weights, patch, key.substring(name.length() + 1)), expected);
          }
        });
  }

  /** A profile through the centre along an axis, the first corner, or every n-th value. */
  private static float[] part(float[] weights, int[] patch, String part) {
    Matcher matcher = PART.matcher(part);
    assertThat(matcher.matches()).as(part).isTrue();
    int number = Integer.parseInt(matcher.group(2));
    int row = patch[2];
    int plane = patch[1] * row;
    int centre = patch[0] / 2 * plane + patch[1] / 2 * row + patch[2] / 2;
    return switch (matcher.group(1)) {
      case "axis" -> {
        int stride = new int[] {plane, row, 1}[number];
        int first = centre - patch[number] / 2 * stride;
        yield pick(weights, IntStream.range(0, patch[number]).map(i -> first + i * stride));
      }
      case "corner" ->
          pick(
              weights,
              IntStream.range(0, number * number * number)
                  .map(
                      i -> i / (number * number) * plane + i / number % number * row + i % number));
      default -> pick(weights, IntStream.range(0, weights.length).filter(i -> i % number == 0));
    };
  }

  private static float[] pick(float[] weights, IntStream positions) {
    int[] at = positions.toArray();
    float[] picked = new float[at.length];
    for (int i = 0; i < at.length; i++) {
      picked[i] = weights[at[i]];
    }
    return picked;
  }

  private static void assertClose(String key, float[] weights, NdArray expected) {
    assertThat(weights).as(key).hasSize(expected.size());
    for (int i = 0; i < weights.length; i++) {
      assertThat((double) weights[i])
          .as(key + " at " + i)
          .isCloseTo(expected.at(i), within(TOLERANCE));
    }
  }
}
