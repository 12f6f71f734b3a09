package org.voxelbench.preparation.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.FixedPlanner;
import org.voxelbench.preparation.plan.PlanJson;
import org.voxelbench.preparation.preprocess.CaseWorkers;

/** What is read from a prepared data set is what was preprocessed. */
class PreparedDatasetTest {

  private PreparedFixture fixture;

  @BeforeEach
  void layOut(@TempDir Path temporary) throws IOException {
    fixture = new PreparedFixture(temporary);
  }

  @Test
  void patchesEqualThoseOfThePreprocessedCase() {
    fixture.prepare();
    PreparedDataset prepared = PreparedDataset.open(fixture.folder, 1 << 20);
    assertThat(prepared.plan().transposeForward()).containsExactly(2, 0, 1);
    assertThat(prepared.caseIds()).containsExactly("case_0", "case_1", "case_2");
    assertThat(prepared.fingerprint()).isEqualTo(fixture.fingerprint);
    assertThat(PlanJson.toJson(prepared.plan())).isEqualTo(PlanJson.toJson(fixture.plan));
    assertThatThrownBy(() -> prepared.preparedCase("case_3")).hasMessageContaining("'case_3'");
    RandomStream random = new RandomStreams(3).stream("patches");
    for (RawCase rawCase : fixture.raw.trainingCases()) {
      PreprocessedCase expected = fixture.preprocessed(rawCase);
      CachedCase cached = prepared.preparedCase(rawCase.id());
      assertThat(cached.shape()).isEqualTo(expected.shape());
      assertThat(cached.properties()).isEqualTo(expected.properties());
      for (int draw = 0; draw < 30; draw++) {
        int[] lower = new int[3];
        int[] size = new int[3];
        for (int axis = 0; axis < 3; axis++) {
          lower[axis] = random.nextInt(-20, expected.shape()[axis] + 10);
          size[axis] = random.nextInt(1, 45);
        }
        PreparedFixture.assertPatch(cached, expected, lower, size);
      }
      PreparedFixture.assertPatch(cached, expected, new int[3], expected.shape());
    }
  }

  @Test
  void keepsVoxelsOfRegionsAndOfEverythingAnnotated() {
    fixture.prepare();
    CachedCase cached = PreparedDataset.open(fixture.folder, 0).preparedCase("case_1");
    short[] segmentation = fixture.preprocessed(fixture.raw.trainingCases().get(1)).segmentation();
    int[] shape = cached.shape();

    var classes = cached.classLocations().byClass();

    assertThat(classes.keySet())
        .containsExactlyInAnyOrder(List.of(1, 2), List.of(2), List.of(-1, 0, 1, 2));
    classes.forEach(
        (labels, voxels) -> {
          long there =
              IntStream.range(0, segmentation.length)
                  .filter(i -> labels.contains((int) segmentation[i]))
                  .count();
          assertThat(voxels.length / 3L).isEqualTo(Math.min(10_000, there));
          int[] places =
              IntStream.range(0, voxels.length / 3)
                  .map(
                      i ->
                          (voxels[3 * i] * shape[1] + voxels[3 * i + 1]) * shape[2]
                              + voxels[3 * i + 2])
                  .toArray();
          assertThat(Arrays.stream(places).distinct().count()).isEqualTo(places.length);
          assertThat(Arrays.stream(places).mapToObj(i -> (int) segmentation[i]))
              .allMatch(labels::contains);
        });
  }

  @Test
  void openingReadsNoCase() throws Exception {
    fixture.prepare();
    int[] shape = PreparedDataset.open(fixture.folder, 0).preparedCase("case_1").shape();
    Files.move(fixture.folder.resolve("cases"), fixture.folder.resolve("elsewhere"));

    CachedCase one = PreparedDataset.open(fixture.folder, 0).preparedCase("case_1");

    assertThat(one.channels()).isEqualTo(2);
    assertThat(one.shape()).isEqualTo(shape);
    assertThat(PreparedDataset.isComplete(fixture.folder)).isFalse();
    Files.move(fixture.folder.resolve("elsewhere"), fixture.folder.resolve("cases"));
    assertThat(PreparedDataset.isComplete(fixture.folder)).isTrue();
    assertThat(one.properties().crop().size()).hasSize(3);
  }

  @Test
  void refusesACaseLargerThanTheMemory() {
    CaseWorkers small = new CaseWorkers(2, 100_000, (cases, of) -> {});

    assertThatThrownBy(() -> fixture.prepare(small))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'case_0'")
        .hasMessageContaining("budget");
  }

  @Test
  void namesTheCaseThatFails() throws Exception {
    Path labels = fixture.raw.folder().resolve("labelsTr");
    Files.copy(
        labels.resolve("case_0.nii.gz"),
        labels.resolve("case_2.nii.gz"),
        StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> fixture.prepare())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("case_2")
        .hasMessageContaining("shape");
  }

  @Test
  void preparesUnlabelledImagesEachAsACase() throws Exception {
    Path images = fixture.raw.folder().resolve("imagesTr");
    fixture.take(RawDataset.unlabelled(images));
    FixedPlanner planner =
        new FixedPlanner(
            List.of(2.0, 2.0, 4.0), List.of(32, 32, 32), FixedPlanner.residualEncoderL(), 2);
    fixture.plan = planner.plan(fixture.fingerprint, DatasetSummary.of(fixture.raw));

    fixture.prepare();

    PreparedDataset prepared = PreparedDataset.open(fixture.folder, 0);
    assertThat(prepared.caseIds()).hasSize(6);
    for (PreparedCase cached : prepared.cases(prepared.caseIds())) {
      int[] shape = cached.shape();
      short[] segmentation = new short[shape[0] * shape[1] * shape[2]];
      cached.readSegmentation(new int[3], shape, segmentation);
      assertThat(cached.channels()).isEqualTo(1);
      assertThat(cached.classLocations().byClass()).isEmpty();
      assertThat(IntStream.range(0, segmentation.length).map(i -> segmentation[i]))
          .isSubsetOf(-1, 0);
    }
  }
}
