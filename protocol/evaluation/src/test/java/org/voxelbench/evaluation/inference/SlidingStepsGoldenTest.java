package org.voxelbench.evaluation.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.voxelbench.training.network.GoldenFiles;

class SlidingStepsGoldenTest {

  @TestFactory
  Stream<DynamicTest> startsAreThoseOfNnUNet() throws IOException {
    try (Stream<Path> files = Files.list(GoldenFiles.topic("schedule"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("sliding_steps"))
          .sorted()
          .toList()
          .stream()
          .flatMap(SlidingStepsGoldenTest::cases)
          .map(golden -> DynamicTest.dynamicTest(golden.toString(), () -> check(golden)));
    }
  }

  private static Stream<JsonNode> cases(Path file) {
    try {
      return StreamSupport.stream(GoldenFiles.json(file).get("cases").spliterator(), false);
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }

  private static void check(JsonNode golden) {
    int[] image = ints(golden.get("image"));
    SlidingWindow window =
        new SlidingWindow(image, ints(golden.get("tile")), golden.get("step").doubleValue());
    int patches = 1;
    for (int axis = 0; axis < image.length; axis++) {
      int[] starts = ints(golden.get("starts").get(axis));
      assertThat(window.starts(axis)).containsExactly(starts);
      patches *= starts.length;
    }
    assertThat(window.corners()).hasSize(patches);
  }

  private static int[] ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::intValue).toArray();
  }
}
