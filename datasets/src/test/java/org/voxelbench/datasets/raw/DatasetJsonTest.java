package org.voxelbench.datasets.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.DatasetException;

/** What {@code dataset.json} says of channels and labels, and which faults of it are named. */
class DatasetJsonTest {

  @TempDir Path temp;

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

  @ParameterizedTest
  @CsvSource({
    ".nii.gz, None, a.nii, NibabelIO",
    ".nii.gz, SimpleITKIO, a.nii, SimpleITKIO",
    ".nii.gz, NibabelIOWithReorient, a.nii, NibabelIOWithReorient",
    ".nii.gz, None, scans/a.MHA, SimpleITKIO",
    ".nii.gz, None, scans/a.nhdr, SimpleITKIO",
    ".nrrd, None, a.nii, SimpleITKIO",
    ".mha, SimpleITKIO, a.mha, SimpleITKIO",
    ".nrrd, SimpleITKIOWithReorient, a.nrrd, SimpleITKIOWithReorient"
  })
  void theReaderThatIsNamedOpensTheFiles(String ending, String declared, String image, String name)
      throws IOException {
    Fixture.json(
        temp,
        """
        {"channel_names": {"0": "T1"}, "labels": {"background": 0, "x": 1}, "file_ending": "%s",
         "overwrite_image_reader_writer": "%s",
         "dataset": {"c": {"images": ["%s"], "label": "l.nii"}}}
        """
            .formatted(ending, declared, image));
    assertThat(DatasetJson.read(temp.resolve("dataset.json")).readerName()).isEqualTo(name);
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
}
