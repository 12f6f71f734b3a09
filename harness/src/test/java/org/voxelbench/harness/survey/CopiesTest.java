package org.voxelbench.harness.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.raw.RawDataset;

/** A case that stands twice is named with its other, however it was changed. */
class CopiesTest {

  @TempDir private static Path clean;

  private SurveyedData drawn;

  @BeforeAll
  static void draw() {
    SurveyedData.draw(clean);
  }

  @BeforeEach
  void copyTheCleanOne(@TempDir Path folder) throws IOException {
    drawn = new SurveyedData(clean, folder);
  }

  @Test
  void aCopiedCaseIsNamed() throws IOException {
    copy(drawn.ids.get(2), "nuclei_copy");

    assertThat(drawn.told()).containsExactly("COPY " + drawn.ids.get(2) + " nuclei_copy");
  }

  private void copy(String id, String as) throws IOException {
    Files.copy(drawn.image(id), drawn.image(as));
    Files.copy(drawn.label(id), drawn.label(as));
    declareOneMore();
  }

  private void declareOneMore() throws IOException {
    Path json = drawn.data.resolve("dataset.json");
    Files.writeString(json, Files.readString(json).replaceFirst("(\"numTraining\" : )12", "$113"));
  }

  @Test
  void aCopyWithOtherLabelsIsNamedAsSuch() throws IOException {
    copy(drawn.ids.get(2), "nuclei_copy");
    drawn.relabel("nuclei_copy", new int[] {0, 1, 2, 2, 4});

    assertThat(drawn.told())
        .contains("RELABELLED " + drawn.ids.get(2) + " nuclei_copy")
        .allSatisfy(remark -> assertThat(remark).contains("nuclei_copy"));
  }

  @Test
  void aCopyWithNoiseIsNearlyTheSame() throws IOException {
    copy(drawn.ids.get(2), "nuclei_noise");
    RandomStream random = new RandomStreams(1).stream("noise");
    Image image = Nifti.readImage(drawn.image("nuclei_noise"));
    float range = max(image) * 0.05f;
    for (int i = 0; i < image.voxels().length; i++) {
      image.voxels()[i] += range * (float) random.nextGaussian();
    }
    NiftiWriter.write(drawn.image("nuclei_noise"), image);

    assertThat(drawn.told())
        .contains(
            "NEAR_COPY " + drawn.ids.get(2) + " nuclei_noise",
            "SAME_LABELS " + drawn.ids.get(2) + " nuclei_noise")
        .allSatisfy(remark -> assertThat(remark).contains("nuclei_noise"));
  }

  private static float max(Image image) {
    float most = 0;
    for (float voxel : image.voxels()) {
      most = Math.max(most, voxel);
    }
    return most;
  }

  @Test
  void aFlippedCopyIsACopy() throws IOException {
    copy(drawn.ids.get(2), "nuclei_flipped");
    Image image = Nifti.readImage(drawn.image("nuclei_flipped"));
    LabelMap map = Nifti.readLabelMap(drawn.label("nuclei_flipped"));
    int row = SurveyedData.SIZE[2];
    float[] voxels = new float[image.voxels().length];
    short[] labels = new short[voxels.length];
    for (int i = 0; i < voxels.length; i++) {
      int mirrored = i - i % row + row - 1 - i % row;
      voxels[i] = image.voxels()[mirrored];
      labels[i] = map.labels()[mirrored];
    }
    NiftiWriter.write(drawn.image("nuclei_flipped"), new Image(image.geometry(), voxels));
    NiftiWriter.write(drawn.label("nuclei_flipped"), new LabelMap(map.geometry(), labels));

    assertThat(drawn.told()).containsExactly("COPY " + drawn.ids.get(2) + " nuclei_flipped");
  }

  @Test
  void aCopyInAnotherDataSetIsNamedWithIt() throws IOException {
    Path corpus = drawn.another(PhantomKind.CORPUS, 2, "corpus");
    Files.copy(
        drawn.image(drawn.ids.get(4)), corpus.resolve("imagesTr").resolve("leak_0000.nii.gz"));

    Survey survey =
        SurveyedData.survey(
            RawDataset.open(drawn.data), Optional.of(RawDataset.unlabelled(corpus)));

    assertThat(survey.remarks()).hasSize(1);
    assertThat(survey.remarks().get(0).kind()).isEqualTo(RemarkKind.COPY);
    assertThat(survey.remarks().get(0).cases())
        .extracting(CaseKey::part)
        .containsExactly(Part.TRAINING, Part.OTHER);
    assertThat(survey.remarked()).extracting(CaseKey::id).containsExactly(drawn.ids.get(4));
  }
}
