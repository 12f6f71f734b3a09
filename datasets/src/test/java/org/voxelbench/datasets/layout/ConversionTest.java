package org.voxelbench.datasets.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.raw.DatasetVerifier;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;

class ConversionTest {

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();
  private static final Geometry GRID =
      Geometry.axisAligned(new int[] {3, 4, 5}, new double[] {2, 1, 1});

  private static final String PLAIN =
      """
      number: 901
      training:
        case: 'P{n}'
        group: '{g}'
        images: {T1: '{g:[ab]}/{n:\\d+}/t1.nii.gz', T2: '{g}/{n}/t2.nii.gz'}
        label: '{g}/{n}/seg.nii.gz'
      test:
        - images: {T1: 'held/{case}_t1.nii.gz', T2: 'held/{case}_t2.nii.gz'}
      exclude: '**/old/*'
      """;

  @TempDir Path temp;

  private Path source() {
    return temp.resolve("data/Mine");
  }

  private Path target() {
    return temp.resolve("data/nnUNet_raw/Dataset901_Mine");
  }

  private static Layout layout(String yaml) throws IOException {
    return YAML.readValue(yaml, Layout.class);
  }

  private static Labels labels(int foreground) {
    Map<String, List<Integer>> entries = new LinkedHashMap<>();
    entries.put("background", List.of(0));
    for (int label = 1; label <= foreground; label++) {
      entries.put("label" + label, List.of(label));
    }
    return new Labels(entries, List.of());
  }

  private Conversion conversion(String yaml, int foreground) throws IOException {
    return new Conversion("Mine", layout(yaml), labels(foreground), source(), target());
  }

  private static void image(Path file, float offset) {
    float[] voxels = new float[60];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = offset + i;
    }
    NiftiWriter.write(file, new Image(GRID, voxels));
  }

  private static void label(Path file, int... painted) {
    short[] labels = new short[60];
    for (int i = 0; i < painted.length; i++) {
      labels[10 + i] = (short) painted[i];
    }
    NiftiWriter.write(file, new LabelMap(GRID, labels));
  }

  private void plainTree() {
    for (String place : List.of("a/1", "a/2", "b/3")) {
      image(source().resolve(place + "/t1.nii.gz"), place.charAt(2));
      image(source().resolve(place + "/t2.nii.gz"), 2 * place.charAt(2));
      label(source().resolve(place + "/seg.nii.gz"), 1, 1);
    }
    image(source().resolve("held/x_t1.nii.gz"), 7);
    image(source().resolve("held/x_t2.nii.gz"), 8);
    image(source().resolve("a/old/t1.nii.gz"), 9);
  }

  @Test
  void filesThatNnUnetReadsStayWhereTheyAre() throws IOException {
    plainTree();
    Conversion.Outcome outcome = conversion(PLAIN, 1).bringUpToDate(Progress.SILENT);

    assertThat(outcome).isEqualTo(new Conversion.Outcome(3, 1, 0, 0, false));
    RawDataset raw = RawDataset.open(target());
    DatasetVerifier.verify(raw);
    assertThat(raw.name()).isEqualTo("Mine");
    assertThat(raw.channelNames()).containsExactly("T1", "T2");
    assertThat(raw.trainingCases()).extracting(RawCase::id).containsExactly("P1", "P2", "P3");
    assertThat(raw.trainingCases().get(2).imageFiles().get(1).toRealPath())
        .isEqualTo(source().resolve("b/3/t2.nii.gz").toRealPath());
    assertThat(raw.json().orElseThrow().groups())
        .containsExactlyInAnyOrderEntriesOf(Map.of("P1", "a", "P2", "a", "P3", "b"));
    assertThat(raw.testCases()).extracting(RawCase::id).containsExactly("x");
    assertThat(raw.testCases().get(0).labelFile()).isEmpty();
    assertThat(raw.testCases().get(0).images().get(0).voxels()[0]).isEqualTo(7);
    assertThat(target().resolve("imagesTr")).doesNotExist();
  }

  @Test
  void theHashIsThatOfTheDataWhereverTheyLie() throws IOException {
    plainTree();
    conversion(PLAIN, 1).bringUpToDate(Progress.SILENT);
    Path elsewhere = temp.resolve("work/space/converted/Mine");
    new Conversion("Mine", layout(PLAIN), labels(1), source(), elsewhere)
        .bringUpToDate(Progress.SILENT);
    String here = RawDataset.open(target()).contentHash();
    assertThat(RawDataset.open(elsewhere).contentHash()).isEqualTo(here);

    Files.move(temp.resolve("data"), temp.resolve("moved"));
    assertThat(RawDataset.open(temp.resolve("moved/nnUNet_raw/Dataset901_Mine")).contentHash())
        .as("the data root as a whole was moved")
        .isEqualTo(here);
  }

  @Test
  void whatIsCurrentIsLeftAloneAndWhatChangedIsConvertedAgain() throws IOException {
    plainTree();
    conversion(PLAIN, 1).bringUpToDate(Progress.SILENT);
    String hash = RawDataset.open(target()).contentHash();
    assertThat(conversion(PLAIN, 1).bringUpToDate(Progress.SILENT).current()).isTrue();

    image(source().resolve("b/4/t1.nii.gz"), 1);
    image(source().resolve("b/4/t2.nii.gz"), 1);
    label(source().resolve("b/4/seg.nii.gz"), 1);
    Conversion.Outcome more = conversion(PLAIN, 1).bringUpToDate(Progress.SILENT);
    assertThat(more.current()).isFalse();
    assertThat(RawDataset.open(target()).trainingCases()).hasSize(4);
    assertThat(RawDataset.open(target()).contentHash()).isNotEqualTo(hash);

    String otherwise = PLAIN.replace("case: 'P{n}'", "case: 'Q{n}'");
    assertThat(conversion(otherwise, 1).bringUpToDate(Progress.SILENT).current()).isFalse();
    assertThat(RawDataset.open(target()).trainingCases().get(0).id()).isEqualTo("Q1");

    Files.delete(target().resolve("imagesTs/x_0000.nii.gz"));
    assertThat(conversion(otherwise, 1).bringUpToDate(Progress.SILENT).current()).isFalse();
    assertThat(target().resolve("imagesTs/x_0000.nii.gz")).exists();
  }

  private static final String REMAPPED =
      """
      number: 902
      remap: {4: 3, 255: 1}
      training:
        images: {T1: '{case}_t1.nii'}
        label: '{case}_seg.nii'
      """;

  private void remappedTree() {
    for (String name : List.of("x", "y")) {
      image(source().resolve(name + "_t1.nii"), name.charAt(0));
      label(source().resolve(name + "_seg.nii"), 255, 2, 4, 0, 3);
    }
  }

  @Test
  void labelsAreChangedInFilesBesideTheOthers() throws IOException {
    remappedTree();
    assertThat(conversion(REMAPPED, 3).bringUpToDate(Progress.SILENT))
        .isEqualTo(new Conversion.Outcome(2, 0, 2, 2, false));
    RawCase first = RawDataset.open(target()).trainingCases().get(0);
    assertThat(first.labelFile().orElseThrow()).isEqualTo(target().resolve("labelsTr/x.nii"));
    assertThat(first.labelMap().labels()).startsWith(new short[10]).contains((short) 2, (short) 1);
    assertThat(new short[] {first.labelMap().labels()[10], first.labelMap().labels()[12]})
        .containsExactly((short) 1, (short) 3);
    assertThat(Nifti.readLabelMap(source().resolve("x_seg.nii")).labels()[10])
        .as("the raw data stay")
        .isEqualTo((short) 255);
  }

  @Test
  void aConversionThatWasStoppedGoesOnAndUsesNothingHalfMade() throws IOException {
    remappedTree();
    label(source().resolve("y_seg.nii"), 9);
    assertThatThrownBy(() -> conversion(REMAPPED, 3).bringUpToDate(Progress.SILENT))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("y_seg.nii")
        .hasMessageContaining("holds 9");
    assertThat(target().resolve("dataset.json")).doesNotExist();
    // A line that the crash cut in two.
    Files.writeString(target().resolve("derived.txt"), "abc", StandardOpenOption.APPEND);

    label(source().resolve("y_seg.nii"), 1);
    Conversion.Outcome outcome = conversion(REMAPPED, 3).bringUpToDate(Progress.SILENT);
    assertThat(outcome.derived()).isEqualTo(2);
    assertThat(RawDataset.open(target()).trainingCases()).hasSize(2);
    assertThat(conversion(REMAPPED, 3).bringUpToDate(Progress.SILENT).current()).isTrue();
  }

  @Test
  void onlyTheDerivedFilesOfChangedSourcesAreWrittenAgain() throws IOException {
    remappedTree();
    conversion(REMAPPED, 3).bringUpToDate(Progress.SILENT);
    label(source().resolve("x_seg.nii"), 2, 2);
    Files.setLastModifiedTime(source().resolve("x_seg.nii"), FileTime.fromMillis(12_345_000));
    assertThat(conversion(REMAPPED, 3).bringUpToDate(Progress.SILENT).written()).isOne();
    assertThat(Nifti.readLabelMap(target().resolve("labelsTr/x.nii")).labels()[10])
        .isEqualTo((short) 2);

    Files.writeString(target().resolve("labelsTr/y.nii"), "spoilt");
    assertThat(conversion(REMAPPED, 3).bringUpToDate(Progress.SILENT).written()).isOne();

    Files.delete(source().resolve("y_t1.nii"));
    Files.delete(source().resolve("y_seg.nii"));
    conversion(REMAPPED, 3).bringUpToDate(Progress.SILENT);
    assertThat(target().resolve("labelsTr/y.nii")).as("a case that is no more").doesNotExist();
  }

  @Test
  void structuresAreMergedInTheOrderOfTheLabels() throws IOException {
    String merged =
        """
        number: 903
        training:
          images: {CT: '{case}/ct.nii.gz'}
          label: '{case}/seg_{structure}.nii.gz'
        """;
    image(source().resolve("c1/ct.nii.gz"), 0);
    label(source().resolve("c1/seg_label1.nii.gz"), 1, 1, 1);
    label(source().resolve("c1/seg_label2.nii.gz"), 0, 1);
    conversion(merged, 2).bringUpToDate(Progress.SILENT);
    short[] labels = RawDataset.open(target()).trainingCases().get(0).labelMap().labels();
    assertThat(new short[] {labels[10], labels[11], labels[12], labels[13]})
        .containsExactly((short) 1, (short) 2, (short) 1, (short) 0);

    assertThatThrownBy(() -> conversion(merged, 3).bringUpToDate(Progress.SILENT))
        .hasMessageContaining(
            "seg_{structure}.nii.gz' (label) matches no file of case c1 (c1/ct.nii.gz), structure label3");
    conversion(merged + "may_lack_structures: true\n", 3).bringUpToDate(Progress.SILENT);

    label(source().resolve("c1/seg_spleen.nii.gz"), 1);
    assertThatThrownBy(() -> conversion(merged, 2).bringUpToDate(Progress.SILENT))
        .hasMessageContaining("structure of 'labels': c1/seg_spleen.nii.gz");
  }

  @Test
  void wrongTreesGetASentenceForEachKindOfMistake() throws IOException {
    plainTree();
    Files.delete(source().resolve("a/1/t2.nii.gz"));
    Files.delete(source().resolve("a/2/seg.nii.gz"));
    Files.delete(source().resolve("b/3/seg.nii.gz"));
    label(source().resolve("b/5/seg.nii.gz"), 1);
    image(source().resolve("b/1/t1.nii.gz"), 1);
    image(source().resolve("b/1/t2.nii.gz"), 1);
    label(source().resolve("b/1/seg.nii.gz"), 1);
    assertThatThrownBy(() -> conversion(PLAIN, 1).bringUpToDate(Progress.SILENT))
        .isInstanceOfSatisfying(
            DatasetException.class,
            refused ->
                assertThat(refused.sentences())
                    .satisfiesExactly(
                        one ->
                            assertThat(one)
                                .contains(
                                    "'{g}/{n}/t2.nii.gz' (channel T2) matches no file of case P1 (a/1/t1.nii.gz)"),
                        two ->
                            assertThat(two)
                                .contains(
                                    "'{g}/{n}/seg.nii.gz' (label) matches no file of 2 cases: P2 (a/2/t1.nii.gz), P3 (b/3/t1.nii.gz)"),
                        three -> assertThat(three).contains("belongs to no case: b/5/seg.nii.gz"),
                        four ->
                            assertThat(four)
                                .contains("one name: P1 (a/1/t1.nii.gz, b/1/t1.nii.gz)")));
    assertThat(target()).doesNotExist();
  }

  @Test
  void aTreeOfAnotherPublisherMatchesNothing() throws IOException {
    image(source().resolve("elsewhere/t1.nii.gz"), 1);
    assertThatThrownBy(() -> conversion(PLAIN, 1).bringUpToDate(Progress.SILENT))
        .hasMessageContaining("no file matches '{g:[ab]}/{n:\\d+}/t1.nii.gz'")
        .hasMessageContaining(source().toString());
  }

  @Test
  void twoFilesForOneTemplateAreNamed() throws IOException {
    String loose = REMAPPED.replace("_t1.nii'", "_t1*.nii'");
    remappedTree();
    image(source().resolve("x_t1b.nii"), 3);
    assertThatThrownBy(() -> conversion(loose, 3).bringUpToDate(Progress.SILENT))
        .hasMessageContaining("several files of one case: case x has x_t1.nii, x_t1b.nii");
  }

  @Test
  void whatNothingMatchesIsToldWhereTheLayoutIsExhaustive() throws IOException {
    remappedTree();
    image(source().resolve("z_T1.nii"), 3);
    Files.writeString(source().resolve("readme.txt"), "no volume");
    conversion(REMAPPED, 3).bringUpToDate(Progress.SILENT);
    assertThatThrownBy(
            () -> conversion(REMAPPED + "exhaustive: true\n", 3).bringUpToDate(Progress.SILENT))
        .hasMessageContaining("a volume matches no pattern of the layout, the first is z_T1.nii");
  }

  @Test
  void foldersOfOthersAreNotWrittenInto() throws IOException {
    remappedTree();
    Files.createDirectories(target());
    Files.writeString(target().resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> conversion(REMAPPED, 3).bringUpToDate(Progress.SILENT))
        .hasMessageContaining("holds files that no conversion wrote");
    Path inside = source().resolve("converted");
    assertThatThrownBy(
            () ->
                new Conversion("Mine", layout(REMAPPED), labels(3), source(), inside)
                    .bringUpToDate(Progress.SILENT))
        .hasMessageContaining("lies inside of");
  }

  @Test
  void aFileOfTooFewVolumesIsNamed() throws IOException {
    remappedTree();
    String four = REMAPPED.replace("'{case}_t1.nii'", "{file: '{case}_t1.nii', volume: 3}");
    assertThatThrownBy(() -> conversion(four, 3).bringUpToDate(Progress.SILENT))
        .hasMessageContaining("x_t1.nii: holds 1 volume, but the layout's channels need 4");
  }
}
