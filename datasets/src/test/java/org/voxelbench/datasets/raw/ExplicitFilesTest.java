package org.voxelbench.datasets.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.nifti.NiftiWriter;

/** A description may name the files of its cases, wherever they lie. */
class ExplicitFilesTest {

  @TempDir Path temp;

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
  void aCaseWithoutALabelMapIsRefused() throws IOException {
    Fixture.json(
        temp,
        """
        {"channel_names": {"0": "T1"}, "labels": {"background": 0, "x": 1}, "file_ending": ".nii",
         "dataset": {"a": {"images": ["a.nii"], "label": "l.nii"}, "b": {"images": ["b.nii"]}}}
        """);
    assertThatThrownBy(() -> RawDataset.open(temp))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll("dataset.json", "case 'b'", "'label'");
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
}
