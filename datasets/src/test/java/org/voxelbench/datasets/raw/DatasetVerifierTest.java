package org.voxelbench.datasets.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.nifti.NiftiWriter;

/** Cases, files, voxels and labels are what the description says, or each offender is named. */
class DatasetVerifierTest {

  private static final String IMAGE = "imagesTr/b_0001.nii.gz";
  private static final String LABEL = "labelsTr/b.nii.gz";

  @TempDir Path temp;

  @BeforeEach
  void layOut() throws IOException {
    Fixture.dataset(temp);
  }

  @Test
  void soundDataPassAndEachCaseIsCheckedOnce() {
    List<String> checked = new ArrayList<>();
    List<String> warnings =
        DatasetVerifier.verify(
                RawDataset.open(temp),
                (cases, check) -> {
                  cases.forEach(raw -> checked.add(raw.id()));
                  return cases.stream().map(check).toList();
                })
            .warnings();
    assertThat(warnings).isEmpty();
    assertThat(checked).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void undeclaredLabelIsRefused() {
    NiftiWriter.write(temp.resolve(LABEL), Fixture.labels(Fixture.SIZE, 7));
    Fixture.refused(temp, LABEL, "'b'", "label 7", "'labels'", "[0, 1]");
  }

  @Test
  void ignoreLabelIsAccepted() throws IOException {
    String json = Files.readString(temp.resolve("dataset.json"));
    Fixture.json(temp, json.replace("\"lesion\": 1", "\"lesion\": 1, \"ignore\": 2"));
    NiftiWriter.write(temp.resolve(LABEL), Fixture.labels(Fixture.SIZE, 2));
    assertThat(DatasetVerifier.verify(RawDataset.open(temp))).isEmpty();
  }

  @Test
  void fractionalLabelIsRefused() {
    NiftiWriter.write(temp.resolve(LABEL), Fixture.image(Fixture.SIZE));
    Fixture.refused(temp, LABEL, "label 0.5");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void voxelsThatAreNotFiniteAreRefused(float value) {
    Image image = Fixture.image(Fixture.SIZE);
    image.voxels()[17] = value;
    NiftiWriter.write(temp.resolve(IMAGE), image);
    Fixture.refused(temp, IMAGE, "'b'", "1 voxels", "NaN");
  }

  @Test
  void missingFilesAreRefused() throws IOException {
    Files.delete(temp.resolve(IMAGE));
    Files.delete(temp.resolve("labelsTr/a.nii.gz"));
    Fixture.refused(
        temp, "labelsTr/a.nii.gz", "'a'", "missing", temp.resolve(IMAGE).toString(), "'b'");
  }

  @Test
  void everyOffenderHasItsSentence() throws IOException {
    Path plain = temp.resolve("imagesTr/a_0000.nii.gz");
    byte[] packed = Files.readAllBytes(plain);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      Files.write(plain, in.readAllBytes());
    }
    Files.delete(temp.resolve("labelsTr/a.nii.gz"));
    Files.write(temp.resolve(IMAGE), new byte[0]);
    List<Object> parts = new ArrayList<>();

    RawDataset dataset = RawDataset.open(temp);
    assertThatThrownBy(() -> DatasetVerifier.verify(dataset))
        .isInstanceOfSatisfying(DatasetException.class, e -> parts.addAll(e.sentences()));

    assertThat(parts).hasSize(3);
    assertThat(parts.get(0)).asString().contains(plain.toString(), "not gzipped");
    assertThat(parts.get(1)).asString().contains("labelsTr/a.nii.gz", "'a'", "missing");
    assertThat(parts.get(2)).asString().contains(IMAGE, "empty");
  }

  @Test
  void aDataSetWithoutForegroundIsRefused() {
    for (String id : List.of("a", "b")) {
      NiftiWriter.write(
          temp.resolve("labelsTr/" + id + ".nii.gz"), Fixture.labels(Fixture.SIZE, 0));
    }
    Fixture.refused(
        temp, "labelsTr", "2 training cases", "lesion", "only background", "dataset.json");

    NiftiWriter.write(temp.resolve(LABEL), Fixture.labels(Fixture.SIZE, 1));
    assertThat(DatasetVerifier.verify(RawDataset.open(temp))).isEmpty();
  }

  @Test
  void voxelsToIgnoreAreNoForeground() throws IOException {
    String json = Files.readString(temp.resolve("dataset.json"));
    Fixture.json(temp, json.replace("\"lesion\": 1", "\"lesion\": 1, \"ignore\": 2"));
    for (String id : List.of("a", "b")) {
      NiftiWriter.write(
          temp.resolve("labelsTr/" + id + ".nii.gz"), Fixture.labels(Fixture.SIZE, 2));
    }
    Fixture.refused(temp, "labelsTr", "only background");
  }

  @Test
  void truncatedGzipIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(temp.resolve(IMAGE));
    Files.write(temp.resolve(IMAGE), Arrays.copyOf(bytes, bytes.length - 9));
    Fixture.refused(temp, IMAGE, "ends before");
  }

  @Test
  void wrongCountOfCasesIsRefused() throws IOException {
    String json = Files.readString(temp.resolve("dataset.json"));
    Fixture.json(temp, json.replace("\"numTraining\": 2", "\"numTraining\": 3"));
    Fixture.refused(temp, "dataset.json", "'numTraining'", "3", "2");
  }

  @Test
  void unlabelledImagesAreVerifiedToo() {
    Image image = Fixture.image(Fixture.SIZE);
    image.voxels()[0] = Float.NaN;
    NiftiWriter.write(temp.resolve("free/imagesTr/x.nii"), image);
    RawDataset dataset = RawDataset.unlabelled(temp.resolve("free"));
    assertThatThrownBy(() -> DatasetVerifier.verify(dataset)).hasMessageContaining("'x'");
  }
}
