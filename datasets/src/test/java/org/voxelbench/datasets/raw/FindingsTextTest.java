package org.voxelbench.datasets.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.nifti.NiftiWriter;

class FindingsTextTest {

  @TempDir private Path folder;

  private RawDataset dataset() throws Exception {
    return RawDataset.open(Fixture.dataset(folder.resolve("data")));
  }

  private static List<DatasetVerifier.Findings> found(RawDataset dataset) {
    List<DatasetVerifier.Findings> found = new ArrayList<>();
    DatasetVerifier.examine(
        dataset,
        Optional.empty(),
        (cases, check) -> {
          found.addAll(cases.stream().map(check).toList());
          return found;
        });
    return found;
  }

  @Test
  void findingsReadBackAsTheyWere() throws Exception {
    RawDataset dataset = dataset();
    RawCase shifted = dataset.trainingCases().get(1);
    double[][] affine = Fixture.geometry(Fixture.SIZE).affine();
    affine[1][3] += 0.7;
    NiftiWriter.write(
        shifted.imageFiles().get(1),
        new Image(
            new Geometry(Fixture.SIZE, new double[] {3, 1, 2}, affine),
            Fixture.image(Fixture.SIZE).voxels()));
    List<DatasetVerifier.Findings> found = found(dataset);
    assertThat(found.get(1).offsets()).hasSize(1);

    for (int i = 0; i < found.size(); i++) {
      RawCase one = dataset.trainingCases().get(i);
      String text = FindingsText.of(one, found.get(i)).orElseThrow();
      assertThat(text).doesNotContain("\n");
      assertThat(FindingsText.read(one, text)).isEqualTo(found.get(i));
    }
  }

  @Test
  void whatStandsInTheWayIsNotRemembered() throws Exception {
    RawDataset dataset = dataset();
    RawCase damaged = dataset.trainingCases().get(0);
    float[] voxels = Fixture.image(Fixture.SIZE).voxels();
    voxels[3] = Float.NaN;
    NiftiWriter.write(
        damaged.imageFiles().get(0), new Image(Fixture.geometry(Fixture.SIZE), voxels));
    NiftiWriter.write(
        dataset.trainingCases().get(1).labelFile().orElseThrow(),
        Fixture.labels(new int[] {3, 4, 6}, 1));
    List<DatasetVerifier.Findings> found = found(dataset);

    assertThat(found.get(0).problems()).isNotEmpty();
    assertThat(found.get(1).mismatch()).isPresent();
    for (int i = 0; i < 2; i++) {
      assertThat(FindingsText.of(dataset.trainingCases().get(i), found.get(i))).isEmpty();
    }
  }
}
