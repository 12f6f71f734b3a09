package org.voxelbench.datasets.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;

/** Volumes that {@code zoo.py} wrote, beside what SimpleITK reads of them. */
final class Zoo {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Zoo() {}

  /** A test for each volume of a folder. */
  static List<DynamicTest> tests(Path folder) throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode entry : MAPPER.readTree(folder.resolve("manifest.json").toFile())) {
      String name = entry.get("file").asText();
      tests.add(DynamicTest.dynamicTest(name, () -> check(folder.resolve(name), entry)));
    }
    return tests;
  }

  private static void check(Path file, JsonNode entry) {
    JsonNode volumes = entry.get("volumes");
    assertThat(Volumes.count(file)).isEqualTo(volumes.size());
    for (int volume = 0; volume < volumes.size(); volume++) {
      Image image = Volumes.readImage(file, volume);
      sameGeometry(image.geometry(), entry);
      sameVoxels(image.voxels(), volumes.get(volume));
    }
    if (volumes.size() == 1) {
      assertThat(Volumes.readImage(file))
          .usingRecursiveComparison()
          .isEqualTo(Volumes.readImage(file, 0));
      assertThat(Volumes.geometry(file))
          .usingRecursiveComparison()
          .isEqualTo(Volumes.header(file).geometry());
    }
  }

  private static void sameVoxels(float[] voxels, JsonNode expected) {
    assertThat(voxels).hasSize(expected.size());
    for (int voxel = 0; voxel < voxels.length; voxel++) {
      assertThat(voxels[voxel])
          .as("voxel %d", voxel)
          .isEqualTo((float) expected.get(voxel).asDouble());
    }
  }

  /** SimpleITK's direction has a column per axis, and its space is left, posterior, superior. */
  private static void sameGeometry(Geometry geometry, JsonNode entry) {
    for (int axis = 0; axis < 3; axis++) {
      assertThat(geometry.size()[2 - axis]).isEqualTo(entry.get("size").get(axis).asInt());
      double spacing = entry.get("spacing").get(axis).asDouble();
      same("spacing " + axis, geometry.spacing()[2 - axis], spacing);
      for (int row = 0; row < 3; row++) {
        int sign = row < 2 ? -1 : 1;
        double cosine = entry.get("direction").get(3 * row + axis).asDouble();
        same(
            "row " + row + " of axis " + axis,
            geometry.affine()[row][axis],
            sign * cosine * spacing);
        same(
            "origin " + row,
            geometry.affine()[row][3],
            sign * entry.get("origin").get(row).asDouble());
      }
    }
  }

  private static void same(String what, double actual, double expected) {
    assertThat(actual).as(what).isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
  }
}
