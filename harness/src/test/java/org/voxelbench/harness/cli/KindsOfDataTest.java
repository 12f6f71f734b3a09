package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.results.ResultRow;

/**
 * Regions, an ignore label, CT, several channels, a thick axis that isn't the first, and many
 * classes come through the whole road, back into the geometry of their images.
 */
class KindsOfDataTest {

  private static final int[] SIZE = {16, 16, 6};

  /** Thick along i, the file's first axis, so that the plan transposes. */
  private static final double[] SPACING = {4, 4, 14};

  @TempDir private Path folder;
  private TinyBenchmark tiny;

  @BeforeEach
  void drawData() {
    tiny = TinyBenchmark.draw(folder);
  }

  @Test
  void thickCtWithRegionsAndAnIgnoreLabel() throws IOException {
    makeThick(3, 4);
    editJson(
        "\"labels\"\\s*:\\s*\\{[^}]*\\}",
        "\"labels\": {\"background\": 0, \"whole\": [1, 2, 3], \"core\": [2, 3], \"ignore\": 4},"
            + " \"regions_class_order\": [1, 2]");
    editJson(
        "\"channel_names\"\\s*:\\s*\\{[^}]*\\}",
        "\"channel_names\": {\"0\": \"CT\", \"1\": \"rescale_to_0_1\"}");

    List<ResultRow> rows = tiny.rows();

    assertThat(rows)
        .extracting(ResultRow::label)
        .contains("whole", "core")
        .doesNotContain("ignore");
    assertThat(rows).extracting(ResultRow::labelValues).contains("1+2+3", "2+3");
    long voxels = (long) SIZE[0] * SIZE[1] * SIZE[2];
    assertThat(rows)
        .as("ignored voxels are in no count")
        .allSatisfy(
            row -> assertThat(row.tp() + row.fp() + row.fn() + row.tn()).isLessThan(voxels));
    assertPredictionsLieOnTheirImages(rows, 3);
  }

  @Test
  void fortyClasses() throws IOException {
    makeThick(40, 0);
    String labels =
        IntStream.rangeClosed(1, 40)
            .mapToObj(label -> ", \"organ" + label + "\": " + label)
            .collect(Collectors.joining("", "\"labels\": {\"background\": 0", "}"));
    editJson("\"labels\"\\s*:\\s*\\{[^}]*\\}", labels);

    List<ResultRow> rows = tiny.rows();

    assertThat(rows.stream().map(ResultRow::label).distinct()).hasSize(40);
    assertPredictionsLieOnTheirImages(rows, 40);
  }

  private void assertPredictionsLieOnTheirImages(List<ResultRow> rows, int highestLabel)
      throws IOException {
    Path run;
    try (Stream<Path> runs = Files.list(tiny.out().resolve("runs"))) {
      run = runs.findFirst().orElseThrow();
    }
    for (String caseId : rows.stream().map(ResultRow::caseId).distinct().toList()) {
      LabelMap predicted =
          Nifti.readLabelMap(run.resolve("predictions").resolve(caseId + ".nii.gz"));
      Geometry image = Nifti.geometry(tiny.image(caseId, 0));
      assertThat(predicted.geometry().size()).isEqualTo(image.size());
      assertThat(predicted.geometry().affine()).isDeepEqualTo(image.affine());
      for (short label : predicted.labels()) {
        assertThat((int) label).isBetween(0, highestLabel);
      }
    }
  }

  /**
   * Replaces all images and labels by others of few, thick voxels.
   *
   * @param labels highest label
   * @param ignore label of the last plane, or 0 for none
   */
  private void makeThick(int labels, int ignore) throws IOException {
    Geometry thick = Geometry.axisAligned(SIZE, SPACING);
    for (Path file : files()) {
      if (file.getParent().endsWith("labelsTr")) {
        NiftiWriter.write(file, new LabelMap(thick, stripes(labels, ignore)));
      } else {
        float[] voxels = Nifti.readImage(file).voxels();
        float[] cut = new float[SIZE[0] * SIZE[1] * SIZE[2]];
        for (int i = 0; i < cut.length; i++) {
          cut[i] = voxels[i] + (stripes(labels, 0)[i] > 0 ? 500 : 0);
        }
        NiftiWriter.write(file, new Image(thick, cut));
      }
    }
  }

  private static short[] stripes(int labels, int ignore) {
    short[] map = new short[SIZE[0] * SIZE[1] * SIZE[2]];
    int plane = SIZE[1] * SIZE[2];
    for (int i = 0; i < map.length; i++) {
      boolean last = i / plane == SIZE[0] - 1;
      map[i] = (short) (last && ignore > 0 ? ignore : i / SIZE[2] % (labels + 1));
    }
    return map;
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String sub : List.of("imagesTr", "labelsTr")) {
      try (Stream<Path> found = Files.list(tiny.dataset().resolve(sub))) {
        found.sorted().forEach(files::add);
      }
    }
    return files;
  }

  private void editJson(String regex, String replacement) throws IOException {
    Path json = tiny.dataset().resolve("dataset.json");
    Files.writeString(json, Files.readString(json).replaceFirst(regex, replacement));
  }
}
