package org.voxelbench.datasets.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.raw.DatasetVerifier;
import org.voxelbench.datasets.raw.RawDataset;

class PhantomsTest {

  private static final int[] SMALL = {16, 24, 20};

  @TempDir Path temp;

  @ParameterizedTest
  @EnumSource(PhantomKind.class)
  void setsAreSoundRawDataSets(PhantomKind kind) {
    PhantomSpec spec = new PhantomSpec(kind, 2, 5, SMALL);
    Path folder = temp.resolve(kind.datasetName());
    Phantoms.write(spec, folder);
    RawDataset dataset =
        kind.isLabelled() ? RawDataset.open(folder) : RawDataset.unlabelled(folder);
    assertThat(DatasetVerifier.verify(dataset)).isEmpty();
    assertThat(dataset.trainingCases()).hasSize(2);
    Image image = dataset.trainingCases().get(0).images().get(0);
    assertThat(image.geometry().size()).containsExactly(SMALL);
    if (kind.isLabelled()) {
      assertThat(dataset.labels().foregroundNames()).isEqualTo(kind.labels());
    }
  }

  @ParameterizedTest
  @EnumSource(PhantomKind.class)
  void equalSpecificationsMakeEqualBytes(PhantomKind kind) throws IOException {
    PhantomSpec spec = new PhantomSpec(kind, 2, 5, SMALL);
    Phantoms.write(spec, temp.resolve("a"));
    Phantoms.write(spec, temp.resolve("b"));
    Phantoms.write(new PhantomSpec(kind, 2, 6, SMALL), temp.resolve("c"));
    for (Path file : files(temp.resolve("a"))) {
      Path relative = temp.resolve("a").relativize(file);
      byte[] bytes = Files.readAllBytes(file);
      assertThat(Files.readAllBytes(temp.resolve("b").resolve(relative))).isEqualTo(bytes);
      if (relative.startsWith("imagesTr")) {
        assertThat(Files.readAllBytes(temp.resolve("c").resolve(relative))).isNotEqualTo(bytes);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PhantomKind.class)
  void aCaseDependsOnItsIndexAlone(PhantomKind kind) {
    PhantomCase few = PhantomCase.draw(new PhantomSpec(kind, 1, 9, SMALL), 3);
    PhantomCase many = PhantomCase.draw(new PhantomSpec(kind, 50, 9, SMALL), 3);
    PhantomCase next = PhantomCase.draw(new PhantomSpec(kind, 50, 9, SMALL), 4);
    float[] voxels = few.channels().get(0).voxels();
    assertThat(many.channels().get(0).voxels()).isEqualTo(voxels);
    assertThat(next.channels().get(0).voxels()).isNotEqualTo(voxels);
  }

  @ParameterizedTest
  @EnumSource(value = PhantomKind.class, names = "CORPUS", mode = EnumSource.Mode.EXCLUDE)
  void everyLabelOccursAndNoneIsLarge(PhantomKind kind) {
    Set<Short> seen = new HashSet<>();
    int foreground = 0;
    int voxels = 0;
    for (int index = 0; index < 12; index++) {
      int[] size = {24, 36, 32};
      LabelMap map =
          PhantomCase.draw(new PhantomSpec(kind, 12, 1, size), index).labels().orElseThrow();
      for (short label : map.labels()) {
        seen.add(label);
        foreground += label > 0 ? 1 : 0;
      }
      voxels += map.labels().length;
    }
    assertThat(seen).hasSize(kind.labels().size() + 1);
    assertThat((double) foreground / voxels).isBetween(1e-4, 0.15);
  }

  @Test
  void someLesionCasesAreEmpty() {
    int empty = 0;
    for (int index = 0; index < 40; index++) {
      PhantomSpec spec = new PhantomSpec(PhantomKind.LESIONS, 40, 2, SMALL);
      short[] labels = PhantomCase.draw(spec, index).labels().orElseThrow().labels();
      boolean none = true;
      for (short label : labels) {
        none &= label == 0;
      }
      empty += none ? 1 : 0;
    }
    assertThat(empty).isBetween(1, 20);
  }

  @Test
  void lesionsStandOutFromWhiteMatterButNotFromEverything() {
    PhantomSpec spec = PhantomSpec.of(PhantomKind.LESIONS, 1, 1);
    PhantomCase drawn = PhantomCase.draw(spec, 0);
    float[] voxels = drawn.channels().get(0).voxels();
    short[] labels = drawn.labels().orElseThrow().labels();
    double lesion = 0;
    int count = 0;
    for (int i = 0; i < voxels.length; i++) {
      lesion += labels[i] == 1 ? voxels[i] : 0;
      count += labels[i] == 1 ? 1 : 0;
    }
    double mean = lesion / count;
    int brighter = 0;
    int darker = 0;
    for (int i = 0; i < voxels.length; i++) {
      brighter += labels[i] == 0 && voxels[i] > mean ? 1 : 0;
      darker += labels[i] == 0 && voxels[i] < mean ? 1 : 0;
    }
    assertThat(brighter).as("misleading voxels").isGreaterThan(count / 50);
    assertThat(darker).isGreaterThan(voxels.length * 9 / 10);
  }

  @Test
  void cavitiesTellTheirLesionsFromTheOthers() {
    int[] dark = new int[3];
    int[] all = new int[3];
    for (int index = 0; index < 6; index++) {
      PhantomCase drawn = PhantomCase.draw(PhantomSpec.of(PhantomKind.LESIONS, 6, 1), index);
      float[] voxels = drawn.channels().get(0).voxels();
      short[] labels = drawn.labels().orElseThrow().labels();
      double lesion = mean(voxels, labels, 1);
      for (int i = 0; i < voxels.length; i++) {
        dark[labels[i]] += voxels[i] < 0.5 * lesion ? 1 : 0;
        all[labels[i]]++;
      }
    }
    assertThat((double) dark[2] / all[2]).isBetween(0.05, 0.5);
    assertThat((double) dark[1] / all[1]).isLessThan(0.02);
  }

  private static double mean(float[] voxels, short[] labels, int label) {
    return IntStream.range(0, voxels.length)
        .filter(i -> labels[i] == label)
        .mapToDouble(i -> voxels[i])
        .average()
        .orElse(0);
  }

  @Test
  void nucleiLieInThickSlicesAndHeadsInCubes() {
    assertThat(spacing(PhantomKind.NUCLEI)).containsExactly(3, 1, 1);
    double[] head = spacing(PhantomKind.CORPUS);
    assertThat(head[0]).isEqualTo(head[1]).isEqualTo(head[2]).isBetween(2.0, 3.0);
  }

  private static double[] spacing(PhantomKind kind) {
    PhantomCase drawn = PhantomCase.draw(PhantomSpec.of(kind, 1, 1), 0);
    return drawn.channels().get(0).geometry().spacing();
  }

  @Test
  void whatLiesThereIsLeftAlone() throws IOException {
    Path folder = temp.resolve("taken");
    Files.createDirectory(folder);
    PhantomSpec spec = new PhantomSpec(PhantomKind.CORPUS, 1, 1, SMALL);
    assertThatThrownBy(() -> Phantoms.write(spec, folder))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(folder.toString());
    Phantoms.write(spec, temp.resolve("free"));
    try (Stream<Path> left = Files.list(temp)) {
      assertThat(left).containsExactlyInAnyOrder(folder, temp.resolve("free"));
    }
  }

  @Test
  void faultySpecificationsAreRefused() {
    for (int[] size : List.of(new int[] {7, 8, 8}, new int[] {8, 8}, new int[] {8, 8, 1000})) {
      assertThatThrownBy(() -> new PhantomSpec(PhantomKind.NUCLEI, 1, 1, size))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("'size'");
    }
    assertThatThrownBy(() -> PhantomSpec.of(PhantomKind.NUCLEI, 0, 1))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("'cases'");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
