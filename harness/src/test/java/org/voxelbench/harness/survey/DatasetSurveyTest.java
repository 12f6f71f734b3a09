package org.voxelbench.harness.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.phantom.PhantomKind;
import org.voxelbench.datasets.raw.RawDataset;

/** What is wrong with a case is named, and nothing else is. */
class DatasetSurveyTest {

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
  void inACleanDataSetNothingStandsOut() {
    assertThat(drawn.told()).isEmpty();
    assertThat(
            SurveyedData.told(
                SurveyedData.survey(
                    RawDataset.unlabelled(drawn.another(PhantomKind.CORPUS, 2, "corpus")),
                    Optional.empty())))
        .isEmpty();
    assertThat(
            SurveyedData.told(
                SurveyedData.survey(
                    RawDataset.open(drawn.another(PhantomKind.TUMOUR, 3, "tumour")),
                    Optional.empty())))
        .isEmpty();
  }

  @Test
  void swappedLabelsAreNamedByTheirSides() throws IOException {
    drawn.relabel(drawn.ids.get(5), new int[] {0, 4, 2, 3, 1});

    Survey survey = drawn.survey();

    assertThat(SurveyedData.told(survey))
        .contains("SIDE " + drawn.ids.get(5))
        .allSatisfy(remark -> assertThat(remark).endsWith(" " + drawn.ids.get(5)));
    assertThat(survey.remarks())
        .extracting(Remark::sentence)
        .anySatisfy(
            sentence ->
                assertThat(sentence)
                    .startsWith("In '" + drawn.ids.get(5) + "' 'caudate' lies ")
                    .contains(" 'thalamus'; in 11 of 12 cases it lies "));
  }

  @Test
  void aWrongSpacingIsNamed() {
    Image image = Nifti.readImage(drawn.image(drawn.ids.get(6)));
    LabelMap map = Nifti.readLabelMap(drawn.label(drawn.ids.get(6)));
    double[] spacing = image.geometry().spacing().clone();
    spacing[0] *= 2;
    Geometry wrong = Geometry.axisAligned(SurveyedData.SIZE, spacing);
    NiftiWriter.write(drawn.image(drawn.ids.get(6)), new Image(wrong, image.voxels()));
    NiftiWriter.write(drawn.label(drawn.ids.get(6)), new LabelMap(wrong, map.labels()));

    assertThat(drawn.told())
        .contains("SPACING " + drawn.ids.get(6))
        .allSatisfy(remark -> assertThat(remark).endsWith(" " + drawn.ids.get(6)));
  }

  @Test
  void anEmptyLabelMapIsNamed() {
    drawn.relabel(drawn.ids.get(7), new int[5]);

    assertThat(drawn.told()).containsExactly("EMPTY " + drawn.ids.get(7));
  }

  @Test
  void aMissingClassIsNamed() {
    drawn.relabel(drawn.ids.get(7), new int[] {0, 1, 2, 0, 4});

    assertThat(drawn.told())
        .contains("MISSING_CLASS " + drawn.ids.get(7))
        .allSatisfy(remark -> assertThat(remark).endsWith(" " + drawn.ids.get(7)));
  }

  @Test
  void aClassThatFewCasesHaveIsNamed() {
    drawn
        .ids
        .subList(3, SurveyedData.CASES)
        .forEach(id -> drawn.relabel(id, new int[] {0, 1, 2, 0, 4}));

    Survey survey = drawn.survey();

    assertThat(SurveyedData.told(survey)).contains("RARE_CLASS ");
    assertThat(survey.remarks())
        .extracting(Remark::sentence)
        .contains("'pallidum' is in 3 of 12 cases.");
  }

  @Test
  void aCaseThatIsMirroredIsNamedByItsLabels() {
    Image image = Nifti.readImage(drawn.image(drawn.ids.get(8)));
    LabelMap map = Nifti.readLabelMap(drawn.label(drawn.ids.get(8)));
    int plane = SurveyedData.SIZE[1] * SurveyedData.SIZE[2];
    int row = SurveyedData.SIZE[2];
    float[] voxels = new float[image.voxels().length];
    short[] labels = new short[voxels.length];
    for (int i = 0; i < voxels.length; i++) {
      int h = i % plane / row;
      int mirrored = i - h * row + (SurveyedData.SIZE[1] - 1 - h) * row;
      voxels[i] = image.voxels()[mirrored];
      labels[i] = map.labels()[mirrored];
    }
    NiftiWriter.write(drawn.image(drawn.ids.get(8)), new Image(image.geometry(), voxels));
    NiftiWriter.write(drawn.label(drawn.ids.get(8)), new LabelMap(map.geometry(), labels));

    assertThat(drawn.told())
        .contains("SIDE " + drawn.ids.get(8), "POSITION " + drawn.ids.get(8))
        .allSatisfy(remark -> assertThat(remark).endsWith(" " + drawn.ids.get(8)));
  }

  @Test
  void aBrokenFileIsNamedAndStopsNothing() throws IOException {
    byte[] bytes = Files.readAllBytes(drawn.image(drawn.ids.get(9)));
    Files.write(drawn.image(drawn.ids.get(9)), Arrays.copyOf(bytes, bytes.length / 2));

    Survey survey = drawn.survey();

    assertThat(SurveyedData.told(survey)).containsExactly("UNUSABLE " + drawn.ids.get(9));
    assertThat(survey.remarks().get(0).sentence())
        .contains(drawn.image(drawn.ids.get(9)).toString());
    assertThat(survey.cases()).hasSize(SurveyedData.CASES - 1);
    assertThat(survey.all()).isEqualTo(SurveyedData.CASES);
    assertThat(survey.verifier()).anySatisfy(text -> assertThat(text).contains(drawn.ids.get(9)));
  }

  @Test
  void aLabelMapOfAnotherShapeIsNamed() {
    LabelMap map = Nifti.readLabelMap(drawn.label(drawn.ids.get(9)));
    int[] size = {SurveyedData.SIZE[0] - 1, SurveyedData.SIZE[1], SurveyedData.SIZE[2]};
    NiftiWriter.write(
        drawn.label(drawn.ids.get(9)),
        new LabelMap(
            Geometry.axisAligned(size, map.geometry().spacing()),
            Arrays.copyOf(map.labels(), size[0] * size[1] * size[2])));

    assertThat(drawn.told()).containsExactly("MISFIT " + drawn.ids.get(9));
  }

  @Test
  void anImageOfOneValueIsNamed() {
    Image image = Nifti.readImage(drawn.image(drawn.ids.get(9)));
    Arrays.fill(image.voxels(), 0);
    NiftiWriter.write(drawn.image(drawn.ids.get(9)), image);

    assertThat(drawn.told())
        .contains("CONSTANT " + drawn.ids.get(9))
        .allSatisfy(remark -> assertThat(remark).endsWith(" " + drawn.ids.get(9)));
  }
}
