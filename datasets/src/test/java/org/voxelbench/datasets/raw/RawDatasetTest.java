package org.voxelbench.datasets.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.NiftiWriter;

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
  void explicitMapNamesTheFiles() throws IOException {
    Fixture.json(
        temp,
        """
        {"channel_names": {"0": "T1"}, "labels": {"background": 0, "x": 1},
         "numTraining": 1, "file_ending": ".nii",
         "dataset": {"c": {"images": ["somewhere/i.nii"], "label": "else/l.nii"}}}
        """);
    NiftiWriter.write(temp.resolve("somewhere/i.nii"), Fixture.image(Fixture.SIZE));
    NiftiWriter.write(temp.resolve("else/l.nii"), Fixture.labels(Fixture.SIZE, 1));
    RawCase only = RawDataset.open(temp).trainingCases().get(0);
    assertThat(only.id()).isEqualTo("c");
    assertThat(only.images()).hasSize(1);
    assertThat(only.labelMap().labels()).contains((short) 1);
  }

  @Test
  void variablesInAnExplicitMapAreExpandedAndDontChangeTheHash() throws IOException {
    Path home = Path.of(System.getenv("HOME")).toRealPath();
    String away = home.relativize(temp.toRealPath().resolve("away")).toString();
    String json =
        """
        {"channel_names": {"0": "T1"}, "labels": {"background": 0, "x": 1},
         "numTraining": 1, "file_ending": ".nii", "overwrite_image_reader_writer": "None",
         "dataset": {"c": {"images": ["$HOME/%1$s/i.nii"], "label": "${HOME}/%1$s/l.nii"}}}
        """
            .formatted(away);
    NiftiWriter.write(temp.resolve("away/i.nii"), Fixture.image(Fixture.SIZE));
    NiftiWriter.write(temp.resolve("away/l.nii"), Fixture.labels(Fixture.SIZE, 1));
    Fixture.json(temp.resolve("here"), json);
    Fixture.json(temp.resolve("further/below"), json);
    RawDataset here = RawDataset.open(temp.resolve("here"));
    assertThat(here.trainingCases().get(0).labelMap().labels()).contains((short) 1);
    assertThat(here.trainingCases().get(0).reader()).isEqualTo(ReaderChoice.AS_STORED);
    assertThat(DatasetVerifier.verify(here)).isEmpty();
    assertThat(RawDataset.open(temp.resolve("further/below")).contentHash())
        .isEqualTo(here.contentHash());
  }

  @Test
  void aVariableThatIsNotSetIsNamed() throws IOException {
    Fixture.json(
        temp,
        """
        {"channel_names": {"0": "T1"}, "labels": {"background": 0, "x": 1}, "file_ending": ".nii",
         "dataset": {"c": {"images": ["$VB_NOT_SET/i.nii"], "label": "l.nii"}}}
        """);
    RawDataset dataset = RawDataset.open(temp);
    assertThatThrownBy(() -> DatasetVerifier.verify(dataset))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll("'c'", "set the variable $VB_NOT_SET");
  }

  @Test
  void variablesAreExpandedAsPythonDoes() {
    UnaryOperator<String> environment = Map.of("A", "/one", "AB", "/two", "C", "$A\\1")::get;
    Map.of(
            "$A/x", "/one/x",
            "${A}B/x", "/oneB/x",
            "$AB", "/two",
            "$AC/$A", "$AC//one",
            "$C", "$A\\1",
            "a$", "a$",
            "${A", "${A",
            "plain", "plain")
        .forEach(
            (written, expanded) ->
                assertThat(new VariablePath(written).expanded(environment)).isEqualTo(expanded));
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
  void version1FilesNameModalitiesAndValuesFirst() throws IOException {
    Fixture.json(
        temp,
        """
        {"modality": {"0": "FLAIR", "1": "T1"}, "numTraining": 1,
         "labels": {"0": "background", "1": "edema", "2": "core"}}
        """);
    DatasetJson json = DatasetJson.read(temp.resolve("dataset.json"));
    assertThat(json.channelNames()).containsExactly("FLAIR", "T1");
    assertThat(json.labels().foregroundNames()).containsExactly("edema", "core");
    assertThat(json.fileEnding()).isEqualTo(".nii.gz");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../up", "a/b", "a\\\\b", ".hidden", "", "a\\u0000b", "a\\nb"})
  void aCaseWhoseNameCantBeAFilesIsRefused(String id) throws IOException {
    Fixture.json(
        temp,
        """
        {"channel_names": {"0": "T1"}, "labels": {"background": 0, "x": 1}, "file_ending": ".nii",
         "dataset": {"%s": {"images": ["a.nii"], "label": "b.nii"}}}
        """
            .formatted(id));
    assertThatThrownBy(() -> RawDataset.open(temp))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("dataset.json")
        .hasMessageContaining("expected a name that a file can have");
  }

  @Test
  void regionsKeepTheirOrder() throws IOException {
    Fixture.json(
        temp,
        """
        {"channel_names": {"0": "T1"}, "file_ending": ".nii.gz",
         "labels": {"background": 0, "whole": [1, 2], "core": [2]}, "regions_class_order": [1, 2]}
        """);
    DatasetJson json = DatasetJson.read(temp.resolve("dataset.json"));
    assertThat(json.labels().hasRegions()).isTrue();
    assertThat(json.labels().foreground()).containsExactly(List.of(1, 2), List.of(2));
    assertThat(json.labels().regionsClassOrder()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'channel_names': {'0': 'T1'}, 'file_ending': '.nii'} | labels",
        "{'labels': {'background': 0, 'x': 1}, 'file_ending': '.nii'} | channel_names",
        "{'channel_names': {'0': 'T1'}, 'labels': {'background': 0, 'x': 1}} | file_ending",
        "{'channel_names': {'1': 'T1'}, 'labels': {'background': 0, 'x': 1}} | channel_names",
        "{'channel_names': {'a': 'T1'}, 'labels': {'background': 0, 'x': 1}} | channel_names",
        "{'channel_names': {'0': 'T1'}, 'labels': {'background': 0, 'x': 'y'}} | labels",
        "{'channel_names': {'0': 'T1'}, 'labels': {'background': 0, 'x': 3}} | labels",
        "{'channel_names': {'0': 'T1'}, 'labels': {'x': 1}} | background",
        "{'channel_names': {'0': 'T1'}, 'labels': [0, 1]} | labels",
        "{'labels': {}, 'labels': {}} | labels",
        "{'labels': {'background | line",
        "[] | labels"
      })
  void faultyJsonIsNamedWithItsKey(String text, String key) throws IOException {
    Fixture.json(temp, text.replace('\'', '"'));
    assertThatThrownBy(() -> RawDataset.open(temp))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("dataset.json")
        .hasMessageContaining(key)
        .hasMessageEndingWith(".");
  }

  @Test
  void unknownReaderIsRefused() throws IOException {
    Fixture.json(
        temp,
        """
        {"channel_names": {"0": "T1"}, "labels": {"background": 0, "x": 1},
         "file_ending": ".nii", "overwrite_image_reader_writer": "Tiff3DIO"}
        """);
    assertThatThrownBy(() -> RawDataset.open(temp))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("overwrite_image_reader_writer")
        .hasMessageContaining("Tiff3DIO");
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

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE"})
  void anotherEncodingOfTheDescriptionIsNamed(String encoding) throws IOException {
    Path json = Fixture.dataset(temp.resolve("wide")).resolve("dataset.json");
    String text = Files.readString(json);
    Files.write(json, text.getBytes(Charset.forName(encoding)));
    assertThatThrownBy(() -> RawDataset.open(json.getParent()))
        .hasMessageContainingAll(json.toString(), "UTF-16", "UTF-8");
    Files.writeString(json, "\uFEFF" + text.replace("\n", "\r\n"));
    assertThat(RawDataset.open(json.getParent()).trainingCases()).hasSize(2);
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
