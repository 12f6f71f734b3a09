package org.voxelbench.harness.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.phantom.PhantomSpec;
import org.voxelbench.datasets.phantom.Phantoms;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.harness.cli.FolderCopy;

/** What is wrong with a case is named, and nothing else is. */
class DatasetSurveyTest {

  private static final int CASES = 12;
  private static final int[] SIZE = {20, 40, 40};

  /** Drawn once, and changed by nobody. */
  @TempDir private static Path clean;

  @TempDir private Path folder;
  private Path data;
  private List<String> ids;

  @BeforeAll
  static void draw() {
    Phantoms.write(new PhantomSpec(PhantomKind.NUCLEI, CASES, 1, SIZE), clean.resolve("nuclei"));
  }

  @BeforeEach
  void copyTheCleanOne() throws IOException {
    data = folder.resolve("nuclei");
    FolderCopy.of(clean.resolve("nuclei"), data);
    ids = RawDataset.open(data).trainingCases().stream().map(one -> one.id()).toList();
  }

  private Path drawn(PhantomKind kind, long seed, String name) {
    Path drawn = folder.resolve(name);
    Phantoms.write(new PhantomSpec(kind, CASES, seed, SIZE), drawn);
    return drawn;
  }

  private Path image(String id) {
    return data.resolve("imagesTr").resolve(id + "_0000.nii.gz");
  }

  private Path label(String id) {
    return data.resolve("labelsTr").resolve(id + ".nii.gz");
  }

  private static Survey survey(RawDataset raw, Optional<RawDataset> against) {
    return new DatasetSurvey(2, Progress.SILENT)
        .of(raw, Optional.empty(), against, (facts, images, labels) -> {});
  }

  private Survey survey() {
    return survey(RawDataset.open(data), Optional.empty());
  }

  /** Each remark as its kind and the ids of its cases. */
  private static List<String> told(Survey survey) {
    return survey.remarks().stream()
        .map(
            remark ->
                remark.kind()
                    + remark.cases().stream()
                        .map(CaseKey::id)
                        .sorted()
                        .collect(Collectors.joining(" ", " ", "")))
        .toList();
  }

  @Test
  void inACleanDataSetNothingStandsOut() {
    assertThat(told(survey())).isEmpty();
    assertThat(
            told(
                survey(
                    RawDataset.unlabelled(drawn(PhantomKind.CORPUS, 2, "corpus")),
                    Optional.empty())))
        .isEmpty();
    assertThat(
            told(survey(RawDataset.open(drawn(PhantomKind.TUMOUR, 3, "tumour")), Optional.empty())))
        .isEmpty();
  }

  @Test
  void aCopiedCaseIsNamed() throws IOException {
    copy(ids.get(2), "nuclei_copy");

    assertThat(told(survey())).containsExactly("COPY " + ids.get(2) + " nuclei_copy");
  }

  private void copy(String id, String as) throws IOException {
    Files.copy(image(id), image(as));
    Files.copy(label(id), label(as));
    declareOneMore();
  }

  private void declareOneMore() throws IOException {
    Path json = data.resolve("dataset.json");
    Files.writeString(json, Files.readString(json).replaceFirst("(\"numTraining\" : )12", "$113"));
  }

  @Test
  void aCopyWithOtherLabelsIsNamedAsSuch() throws IOException {
    copy(ids.get(2), "nuclei_copy");
    relabel("nuclei_copy", new int[] {0, 1, 2, 2, 4});

    assertThat(told(survey()))
        .contains("RELABELLED " + ids.get(2) + " nuclei_copy")
        .allSatisfy(remark -> assertThat(remark).contains("nuclei_copy"));
  }

  @Test
  void aCopyWithNoiseIsNearlyTheSame() throws IOException {
    copy(ids.get(2), "nuclei_noise");
    RandomStream random = new RandomStreams(1).stream("noise");
    Image image = Nifti.readImage(image("nuclei_noise"));
    float range = max(image) * 0.05f;
    for (int i = 0; i < image.voxels().length; i++) {
      image.voxels()[i] += range * (float) random.nextGaussian();
    }
    NiftiWriter.write(image("nuclei_noise"), image);

    assertThat(told(survey()))
        .contains(
            "NEAR_COPY " + ids.get(2) + " nuclei_noise",
            "SAME_LABELS " + ids.get(2) + " nuclei_noise")
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
    copy(ids.get(2), "nuclei_flipped");
    Image image = Nifti.readImage(image("nuclei_flipped"));
    LabelMap map = Nifti.readLabelMap(label("nuclei_flipped"));
    int row = SIZE[2];
    float[] voxels = new float[image.voxels().length];
    short[] labels = new short[voxels.length];
    for (int i = 0; i < voxels.length; i++) {
      int mirrored = i - i % row + row - 1 - i % row;
      voxels[i] = image.voxels()[mirrored];
      labels[i] = map.labels()[mirrored];
    }
    NiftiWriter.write(image("nuclei_flipped"), new Image(image.geometry(), voxels));
    NiftiWriter.write(label("nuclei_flipped"), new LabelMap(map.geometry(), labels));

    assertThat(told(survey())).containsExactly("COPY " + ids.get(2) + " nuclei_flipped");
  }

  @Test
  void aCopyInAnotherDataSetIsNamedWithIt() throws IOException {
    Path corpus = drawn(PhantomKind.CORPUS, 2, "corpus");
    Files.copy(image(ids.get(4)), corpus.resolve("imagesTr").resolve("leak_0000.nii.gz"));

    Survey survey = survey(RawDataset.open(data), Optional.of(RawDataset.unlabelled(corpus)));

    assertThat(survey.remarks()).hasSize(1);
    assertThat(survey.remarks().get(0).kind()).isEqualTo(RemarkKind.COPY);
    assertThat(survey.remarks().get(0).cases())
        .extracting(CaseKey::part)
        .containsExactly(Part.TRAINING, Part.OTHER);
    assertThat(survey.remarked()).extracting(CaseKey::id).containsExactly(ids.get(4));
  }

  @Test
  void swappedLabelsAreNamedByTheirSides() throws IOException {
    relabel(ids.get(5), new int[] {0, 4, 2, 3, 1});

    Survey survey = survey();

    assertThat(told(survey))
        .contains("SIDE " + ids.get(5))
        .allSatisfy(remark -> assertThat(remark).endsWith(" " + ids.get(5)));
    assertThat(survey.remarks())
        .extracting(Remark::sentence)
        .anySatisfy(
            sentence ->
                assertThat(sentence)
                    .startsWith("In '" + ids.get(5) + "' 'caudate' lies ")
                    .contains(" 'thalamus'; in 11 of 12 cases it lies "));
  }

  private void relabel(String id, int[] to) {
    LabelMap map = Nifti.readLabelMap(label(id));
    short[] labels = map.labels().clone();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (short) to[labels[i]];
    }
    NiftiWriter.write(label(id), new LabelMap(map.geometry(), labels));
  }

  @Test
  void aWrongSpacingIsNamed() {
    Image image = Nifti.readImage(image(ids.get(6)));
    LabelMap map = Nifti.readLabelMap(label(ids.get(6)));
    double[] spacing = image.geometry().spacing().clone();
    spacing[0] *= 2;
    Geometry wrong = Geometry.axisAligned(SIZE, spacing);
    NiftiWriter.write(image(ids.get(6)), new Image(wrong, image.voxels()));
    NiftiWriter.write(label(ids.get(6)), new LabelMap(wrong, map.labels()));

    assertThat(told(survey()))
        .contains("SPACING " + ids.get(6))
        .allSatisfy(remark -> assertThat(remark).endsWith(" " + ids.get(6)));
  }

  @Test
  void anEmptyLabelMapIsNamed() {
    relabel(ids.get(7), new int[5]);

    assertThat(told(survey())).containsExactly("EMPTY " + ids.get(7));
  }

  @Test
  void aMissingClassIsNamed() {
    relabel(ids.get(7), new int[] {0, 1, 2, 0, 4});

    assertThat(told(survey()))
        .contains("MISSING_CLASS " + ids.get(7))
        .allSatisfy(remark -> assertThat(remark).endsWith(" " + ids.get(7)));
  }

  @Test
  void aClassThatFewCasesHaveIsNamed() {
    ids.subList(3, CASES).forEach(id -> relabel(id, new int[] {0, 1, 2, 0, 4}));

    Survey survey = survey();

    assertThat(told(survey)).contains("RARE_CLASS ");
    assertThat(survey.remarks())
        .extracting(Remark::sentence)
        .contains("'pallidum' is in 3 of 12 cases.");
  }

  @Test
  void aCaseThatIsMirroredIsNamedByItsLabels() {
    Image image = Nifti.readImage(image(ids.get(8)));
    LabelMap map = Nifti.readLabelMap(label(ids.get(8)));
    int plane = SIZE[1] * SIZE[2];
    int row = SIZE[2];
    float[] voxels = new float[image.voxels().length];
    short[] labels = new short[voxels.length];
    for (int i = 0; i < voxels.length; i++) {
      int h = i % plane / row;
      int mirrored = i - h * row + (SIZE[1] - 1 - h) * row;
      voxels[i] = image.voxels()[mirrored];
      labels[i] = map.labels()[mirrored];
    }
    NiftiWriter.write(image(ids.get(8)), new Image(image.geometry(), voxels));
    NiftiWriter.write(label(ids.get(8)), new LabelMap(map.geometry(), labels));

    assertThat(told(survey()))
        .contains("SIDE " + ids.get(8), "POSITION " + ids.get(8))
        .allSatisfy(remark -> assertThat(remark).endsWith(" " + ids.get(8)));
  }

  @Test
  void aBrokenFileIsNamedAndStopsNothing() throws IOException {
    byte[] bytes = Files.readAllBytes(image(ids.get(9)));
    Files.write(image(ids.get(9)), Arrays.copyOf(bytes, bytes.length / 2));

    Survey survey = survey();

    assertThat(told(survey)).containsExactly("UNUSABLE " + ids.get(9));
    assertThat(survey.remarks().get(0).sentence()).contains(image(ids.get(9)).toString());
    assertThat(survey.cases()).hasSize(CASES - 1);
    assertThat(survey.all()).isEqualTo(CASES);
    assertThat(survey.verifier()).anySatisfy(text -> assertThat(text).contains(ids.get(9)));
  }

  @Test
  void aLabelMapOfAnotherShapeIsNamed() {
    LabelMap map = Nifti.readLabelMap(label(ids.get(9)));
    int[] size = {SIZE[0] - 1, SIZE[1], SIZE[2]};
    NiftiWriter.write(
        label(ids.get(9)),
        new LabelMap(
            Geometry.axisAligned(size, map.geometry().spacing()),
            Arrays.copyOf(map.labels(), size[0] * size[1] * size[2])));

    assertThat(told(survey())).containsExactly("MISFIT " + ids.get(9));
  }

  @Test
  void anImageOfOneValueIsNamed() {
    Image image = Nifti.readImage(image(ids.get(9)));
    Arrays.fill(image.voxels(), 0);
    NiftiWriter.write(image(ids.get(9)), image);

    assertThat(told(survey()))
        .contains("CONSTANT " + ids.get(9))
        .allSatisfy(remark -> assertThat(remark).endsWith(" " + ids.get(9)));
  }
}
