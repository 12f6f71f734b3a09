package org.voxelbench.datasets.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.NiftiWriter;

/** Which cases a folder holds, and which files are theirs. */
class RawDatasetTest {

  @TempDir Path temp;

  @Test
  void casesAreSortedByNameAndHaveAFilePerChannel() throws IOException {
    RawDataset dataset = RawDataset.open(Fixture.dataset(temp.resolve("Dataset012_Tiny")));
    assertThat(dataset.name()).isEqualTo("Tiny");
    assertThat(dataset.channelNames()).containsExactly("T1", "T2");
    assertThat(dataset.labels().values()).containsExactly(0, 1);
    assertThat(dataset.trainingCases()).extracting(RawCase::id).containsExactly("a", "b");
    assertThat(dataset.testCases()).isEmpty();
    RawCase first = dataset.trainingCases().get(0);
    assertThat(first.images()).hasSize(2);
    assertThat(first.labelMap().labels()).contains((short) 1);
  }

  @Test
  void idsSortAsPlainStrings() throws IOException {
    Path folder = Fixture.dataset(temp);
    for (String id : List.of("case_10", "case_2", "B")) {
      NiftiWriter.write(
          folder.resolve("imagesTr/" + id + "_0000.nii.gz"), Fixture.image(Fixture.SIZE));
    }
    assertThat(RawDataset.open(folder).trainingCases())
        .extracting(RawCase::id)
        .containsExactly("B", "a", "b", "case_10", "case_2");
  }

  @Test
  void missingChannelIsNamedWithItsCase() throws IOException {
    Path folder = Fixture.dataset(temp);
    Files.delete(folder.resolve("imagesTr/b_0001.nii.gz"));
    RawCase incomplete = RawDataset.open(folder).trainingCases().get(1);
    assertThatThrownBy(incomplete::images)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("'b'")
        .hasMessageContaining("b_0001.nii.gz");
  }

  @Test
  void testCasesNeedNoLabels() throws IOException {
    Path folder = Fixture.dataset(temp);
    for (int channel = 0; channel < 2; channel++) {
      NiftiWriter.write(
          folder.resolve("imagesTs/t_000" + channel + ".nii.gz"), Fixture.image(Fixture.SIZE));
    }
    assertThat(RawDataset.open(folder).testCases().get(0).labelFile()).isEmpty();
    NiftiWriter.write(folder.resolve("labelsTs/t.nii.gz"), Fixture.labels(Fixture.SIZE, 1));
    assertThat(RawDataset.open(folder).testCases().get(0).labelFile()).isPresent();
  }

  @Test
  void aTestSplitThatNobodyAsksForMayHoldAnything() throws IOException {
    Path folder = Fixture.dataset(temp);
    String without = RawDataset.open(folder).contentHash();
    NiftiWriter.write(folder.resolve("imagesTs/t_0008.nii.gz"), Fixture.image(Fixture.SIZE));
    RawDataset dataset = RawDataset.open(folder);
    assertThat(dataset.only(dataset.trainingCases()).contentHash()).isEqualTo(without);
    assertThatThrownBy(dataset::testCases).hasMessageContainingAll("imagesTs", "t_0008.nii.gz");
  }

  @ParameterizedTest
  @ValueSource(strings = {".nii", ".nii.gz", ".hdr", ".img", ".hdr.gz"})
  void anyNiftiEndingServes(String ending) throws IOException {
    Fixture.json(
        temp,
        """
        {"channel_names": {"0": "T1"}, "labels": {"background": 0, "x": 1},
         "numTraining": 1, "file_ending": "%s"}
        """
            .formatted(ending));
    NiftiWriter.write(temp.resolve("imagesTr/c_0000" + ending), Fixture.image(Fixture.SIZE));
    NiftiWriter.write(temp.resolve("labelsTr/c" + ending), Fixture.labels(Fixture.SIZE, 1));
    RawDataset dataset = RawDataset.open(temp);
    assertThat(dataset.trainingCases()).hasSize(1);
    assertThat(DatasetVerifier.verify(dataset)).isEmpty();
    assertThat(dataset.contentHash()).hasSize(64);
  }

  @Test
  void whatSystemsLeaveInFoldersIsNoCase() throws IOException {
    Path folder = Fixture.dataset(temp);
    for (String sub : new String[] {"imagesTr", "labelsTr", "imagesTs"}) {
      Files.createDirectories(folder.resolve(sub));
      for (String name :
          new String[] {"._a_0000.nii.gz", "._a.nii.gz", ".DS_Store", "Thumbs.db", "desktop.ini"}) {
        Files.writeString(folder.resolve(sub).resolve(name), "no image");
      }
    }
    RawDataset dataset = RawDataset.open(folder);
    assertThat(dataset.trainingCases()).extracting(RawCase::id).containsExactly("a", "b");
    assertThat(dataset.testCases()).isEmpty();
    assertThat(SegmentationFolder.open(folder.resolve("labelsTr")).files())
        .containsOnlyKeys("a", "b");
  }

  @Test
  void labelsLieOnTheImageWhateverTheirOwnAffineSays() throws IOException {
    Path folder = Fixture.dataset(temp);
    LabelMap labels = Fixture.labels(Fixture.SIZE, 1);
    labels.geometry().affine()[2][3] = 99;
    NiftiWriter.write(folder.resolve("labelsTr/a.nii.gz"), labels);
    RawCase raw = RawDataset.open(folder).trainingCases().get(0);
    assertThat(raw.labelMap().geometry().affine()[2][3]).isEqualTo(99);
    assertThat(raw.labelsOnImage().geometry().affine())
        .isDeepEqualTo(raw.images().get(0).geometry().affine());
    assertThat(raw.labelsOnImage().labels()).isEqualTo(labels.labels());
    NiftiWriter.write(folder.resolve("labelsTr/a.nii.gz"), Fixture.labels(new int[] {3, 4, 6}, 1));
    assertThatThrownBy(raw::labelsOnImage).hasMessageContaining("resample the labels");
  }

  @Test
  void everyUnlabelledImageIsACase() {
    for (String name : List.of("imagesTr/p1_0000.nii.gz", "imagesTr/q.nii", "imagesTr/r.hdr")) {
      NiftiWriter.write(temp.resolve(name), Fixture.image(Fixture.SIZE));
    }
    NiftiWriter.write(temp.resolve("imagesTr/s_0000.nii.gz"), Fixture.image(Fixture.SIZE));
    NiftiWriter.write(temp.resolve("imagesTr/s_0001.nii.gz"), Fixture.image(Fixture.SIZE));
    RawDataset dataset = RawDataset.unlabelled(temp);
    assertThat(dataset.trainingCases())
        .extracting(RawCase::id)
        .containsExactly("p1", "q", "r", "s_0000", "s_0001");
    assertThat(dataset.trainingCases()).allMatch(c -> c.images().size() == 1);
    assertThatThrownBy(dataset::labels).isInstanceOf(DatasetException.class);
  }

  @Test
  void allImagesThatLieTwiceAreNamed() {
    for (String name : List.of("p.nii", "p.nii.gz", "q.nii", "q.hdr", "r.nii")) {
      NiftiWriter.write(temp.resolve(name), Fixture.image(Fixture.SIZE));
    }
    assertThatThrownBy(() -> RawDataset.unlabelled(temp))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll(temp.toString(), "p.nii.gz", "q.hdr", "'corpus.exclude'");
  }

  @Test
  void missingFoldersAreNamed() {
    assertThatThrownBy(() -> RawDataset.open(temp.resolve("nowhere")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("nowhere");
    assertThatThrownBy(() -> RawDataset.unlabelled(temp))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(temp.toString());
  }

  @Test
  void contentHashFollowsContentNotPlace() throws IOException {
    String hash = RawDataset.open(Fixture.dataset(temp.resolve("one"))).contentHash();
    Path other = Fixture.dataset(temp.resolve("two"));
    assertThat(RawDataset.open(other).contentHash()).isEqualTo(hash);
    Files.writeString(other.resolve("notes.txt"), "not part of the data set");
    assertThat(RawDataset.open(other).contentHash()).isEqualTo(hash);
    NiftiWriter.write(other.resolve("labelsTr/a.nii.gz"), Fixture.labels(Fixture.SIZE, 0));
    assertThat(RawDataset.open(other).contentHash()).isNotEqualTo(hash);
  }

  @Test
  void casesWithoutLabelsSaySo() {
    RawCase unlabelled = new RawCase("x", List.of(temp.resolve("x.nii")), Optional.empty());
    assertThatThrownBy(unlabelled::labelMap)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("'x'");
  }

  @Test
  void aDecathlonFolderIsToBeSplit() throws IOException {
    Path folder = Fixture.dataset(temp.resolve("decathlon"));
    for (String name : List.of("x_1.nii.gz", "x_2.nii.gz")) {
      Files.move(
          folder.resolve("imagesTr/" + (name.contains("1") ? "a" : "b") + "_0000.nii.gz"),
          folder.resolve("imagesTr/" + name));
    }
    assertThatThrownBy(() -> RawDataset.open(folder))
        .hasMessageContainingAll("imagesTr", "CASE_0000.nii.gz", "x_1.nii.gz, x_2.nii.gz", "rename")
        .hasMessageNotContaining("split");

    makeFourAxes(folder.resolve("imagesTr/x_1.nii.gz"));
    assertThatThrownBy(() -> RawDataset.open(folder))
        .hasMessageContainingAll("x_1.nii.gz, x_2.nii.gz", "split", "nnUNetv2_convert_MSD_dataset");
  }

  @Test
  void allChannelsTooManyAreNamed() throws IOException {
    Path folder = Fixture.dataset(temp.resolve("channels"));
    Fixture.json(
        folder,
        """
        {"channel_names": {"0": "T1"}, "labels": {"background": 0, "lesion": 1},
         "file_ending": ".nii.gz"}
        """);
    assertThatThrownBy(() -> RawDataset.open(folder))
        .hasMessageContainingAll("'channel_names'", "1 channel", "a_0001.nii.gz, b_0001.nii.gz");
  }

  /** Turns the depth of a packed image into its fourth axis. */
  private static void makeFourAxes(Path file) throws IOException {
    byte[] bytes;
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      bytes = in.readAllBytes();
    }
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    short depth = header.getShort(46);
    header.putShort(40, (short) 4).putShort(46, (short) 1).putShort(48, depth);
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes);
    }
  }
}
