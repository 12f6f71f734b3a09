package org.voxelbench.datasets.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.SharedFolder;
import org.voxelbench.datasets.nifti.Nifti;

/** Shape, spacing and affine of every case, as nnU-Net's readers give them. */
class RawDatasetGoldenTest {

  @TestFactory
  List<DynamicTest> geometryIsNnUnets() throws IOException {
    Path topic = SharedFolder.find("VOXELBENCH_GOLDEN", "golden").resolve("preprocess");
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> folders = Files.list(topic)) {
      for (Path folder : folders.sorted().toList()) {
        if (Files.exists(folder.resolve("raw")) && Files.exists(folder.resolve("golden.json"))) {
          String name = folder.getFileName().toString();
          tests.add(DynamicTest.dynamicTest(name, () -> check(folder)));
        }
      }
    }
    return tests;
  }

  private static void check(Path folder) throws IOException {
    RawDataset dataset = RawDataset.open(folder.resolve("raw"));
    assertThat(DatasetVerifier.verify(dataset)).isEmpty();
    JsonNode transpose =
        new ObjectMapper()
            .readTree(folder.resolve("nnUNetPlans.json").toFile())
            .get("transpose_forward");
    JsonNode cases =
        new ObjectMapper().readTree(folder.resolve("golden.json").toFile()).get("cases");
    for (RawCase c : dataset.trainingCases()) {
      JsonNode properties = cases.path(c.id()).path("properties");
      if (properties.isMissingNode()) {
        continue;
      }
      Geometry geometry = c.images().get(0).geometry();
      for (int axis = 0; axis < 3; axis++) {
        assertThat(geometry.size()[transpose.get(axis).asInt()])
            .isEqualTo(properties.get("shape_before_cropping").get(axis).asInt());
        assertThat(geometry.spacing()[axis])
            .isCloseTo(properties.get("spacing").get(axis).asDouble(), within(1e-6));
      }
      JsonNode affines = properties.get("nibabel_stuff");
      same(Nifti.geometry(c.imageFiles().get(0)).affine(), affines.get("original_affine"));
      boolean turned = affines.has("reoriented_affine");
      same(geometry.affine(), affines.get(turned ? "reoriented_affine" : "original_affine"));
    }
  }

  private static void same(double[][] actual, JsonNode expected) {
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        double value = expected.get(row).get(column).asDouble();
        assertThat(actual[row][column]).isCloseTo(value, within(1e-4));
      }
    }
  }
}
