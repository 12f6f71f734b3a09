package org.voxelbench.datasets.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.SharedFolder;

/** Files from many programs: values as nibabel reads them, or one clear sentence. */
class NiftiZooTest {

  @TestFactory
  List<DynamicTest> readsAsNibabelDoes() throws IOException {
    Path zoo = SharedFolder.find("VOXELBENCH_NIFTI_ZOO", "data/nifti-zoo");
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode entry : new ObjectMapper().readTree(zoo.resolve("manifest.json").toFile())) {
      Path file = zoo.resolve(entry.get("file").asText());
      tests.add(DynamicTest.dynamicTest(entry.get("file").asText(), () -> check(file, entry)));
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }

  private static void check(Path file, JsonNode entry) {
    boolean nifti = entry.path("kind").asText().matches("Nifti[12](Image|Pair)");
    boolean real = entry.has("min");
    int axes = entry.path("shape").size();
    if (nifti && real && (axes == 3 || axes == 4)) {
      compare(Nifti.read(file), entry);
      return;
    }
    try {
      NiftiVolume volume = Nifti.read(file);
      assertThat(nifti && real).as("only a real-valued NIfTI image may be read").isTrue();
      compare(volume, entry);
    } catch (DatasetException e) {
      assertThat(e).hasMessageMatching("(?s).*" + stem(file) + "[^\\n]*\\.");
    }
  }

  /** Of a pair, the sentence may name the other file. */
  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return java.util.regex.Pattern.quote(name.replaceFirst("\\.(hdr|img)(\\.gz)?$", "."));
  }

  private static void compare(NiftiVolume volume, JsonNode entry) {
    assertThat(volume.shape()).containsExactly(ints(entry.get("shape")));
    for (int axis = 0; axis < volume.shape().length; axis++) {
      assertThat(volume.zooms()[axis])
          .as("zoom %d", axis)
          .isCloseTo(entry.get("zooms").get(axis).asDouble(), within(1e-4));
    }
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        assertThat(volume.affine()[row][column])
            .as("affine %d %d", row, column)
            .isCloseTo(entry.get("affine").get(row).get(column).asDouble(), within(1e-4));
      }
    }
    double[] values = new double[volume.size()];
    Arrays.setAll(values, volume::value);
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    assertThat(values.length - finite.length).isEqualTo(entry.get("nonfinite").asInt());
    close("min", Arrays.stream(finite).min().orElseThrow(), entry.get("min").asDouble());
    close("max", Arrays.stream(finite).max().orElseThrow(), entry.get("max").asDouble());
    close("mean", Arrays.stream(finite).average().orElseThrow(), entry.get("mean").asDouble());
    if (entry.has("centre_index")) {
      double centre = volume.at(ints(entry.get("centre_index")));
      JsonNode expected = entry.get("centre_value");
      if (expected.isNumber()) {
        close("centre", centre, expected.asDouble());
      } else {
        assertThat(centre).isNaN();
      }
    }
  }

  private static void close(String what, double actual, double expected) {
    double tolerance = 1e-5 * Math.max(Math.abs(expected), 1e-6);
    assertThat(actual).as(what).isCloseTo(expected, within(tolerance));
  }

  private static int[] ints(JsonNode array) {
    int[] ints = new int[array.size()];
    Arrays.setAll(ints, i -> array.get(i).asInt());
    return ints;
  }
}
