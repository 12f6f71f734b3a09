package org.voxelbench.evaluation.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.raw.ReaderChoice;

class ProbabilityEnsembleTest {

  private static final Geometry ROW =
      Geometry.axisAligned(new int[] {1, 1, 4}, new double[] {1, 1, 1});

  @TempDir Path folder;

  private static Labels labels(Map<String, List<Integer>> foreground, List<Integer> order) {
    Map<String, List<Integer>> entries = new LinkedHashMap<>();
    entries.put("background", List.of(0));
    entries.putAll(foreground);
    return new Labels(entries, order);
  }

  private static final Labels TWO = labels(Map.of("one", List.of(1)), List.of());

  private Path file(String name, float[]... channels) {
    Path file = folder.resolve(name);
    int[] size = {1, 1, channels[0].length};
    ProbabilityFile.write(file, new Probabilities(channels.length, size, k -> channels[k]));
    return file;
  }

  @Test
  void theMeanDecidesAndTiesGoToTheFirstClass() {
    List<Path> files =
        List.of(
            file("a.npz", new float[] {0.9f, 0.6f, 0.5f, 0}, new float[] {0.1f, 0.4f, 0.5f, 1}),
            file("b.npz", new float[] {0.2f, 0.3f, 0.5f, 0}, new float[] {0.8f, 0.7f, 0.5f, 1}));
    LabelMap map = new ProbabilityEnsemble(TWO, ReaderChoice.AS_STORED).segment(files, ROW);
    assertThat(map.labels()).containsExactly(0, 1, 0, 1);
    assertThat(map.geometry()).isSameAs(ROW);
  }

  @Test
  void regionsAreTakenFromHalfUpwardsAndPaintedInOrder() {
    Map<String, List<Integer>> regions = new LinkedHashMap<>();
    regions.put("whole", List.of(1, 2));
    regions.put("core", List.of(2));
    List<Path> files =
        List.of(
            file("a.npz", new float[] {1, 0.5f, 0.9f, 0}, new float[] {0, 0.2f, 0.8f, 0.4f}),
            file("b.npz", new float[] {0.1f, 0.5f, 0.9f, 0}, new float[] {0, 0.2f, 0.4f, 0.7f}));
    LabelMap map =
        new ProbabilityEnsemble(labels(regions, List.of(1, 2)), ReaderChoice.AS_STORED)
            .segment(files, ROW);
    assertThat(map.labels()).containsExactly(1, 0, 2, 2);
  }

  @Test
  void aReorientingReadersAxesAreTurnedBack() {
    double[][] affine = {{-1, 0, 0, 3}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
    Geometry leftwards = new Geometry(new int[] {1, 1, 4}, new double[] {1, 1, 1}, affine);
    Path file = file("a.npz", new float[] {0, 1, 1, 1}, new float[] {1, 0, 0, 0});
    LabelMap map =
        new ProbabilityEnsemble(TWO, ReaderChoice.REORIENTED)
            .segment(List.of(file, file), leftwards);
    assertThat(map.labels()).containsExactly(0, 0, 0, 1);
  }

  @Test
  void probabilitiesOfAnotherGeometryAreRefusedByFile() {
    Path file = file("a.npz", new float[3], new float[3]);
    assertThatThrownBy(
            () ->
                new ProbabilityEnsemble(TWO, ReaderChoice.AS_STORED)
                    .segment(List.of(file, file), ROW))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a.npz")
        .hasMessageContaining("[2, 1, 1, 4]");
  }
}
