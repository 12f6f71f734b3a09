package org.voxelbench.datasets.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.NiftiWriter;

/** The grids of a case have to be one grid; where one lies elsewhere it is said. */
class VerifiedGridsTest {

  private static final String IMAGE = "imagesTr/b_0001.nii.gz";
  private static final String LABEL = "labelsTr/b.nii.gz";

  @TempDir Path temp;

  @BeforeEach
  void layOut() throws IOException {
    Fixture.dataset(temp);
  }

  @Test
  void labelOfAnotherShapeIsRefused() {
    NiftiWriter.write(temp.resolve(LABEL), Fixture.labels(new int[] {3, 4, 6}, 1));
    Fixture.refused(temp, LABEL, "'b'", "shape", "5x4x3", "6x4x3");
  }

  @Test
  void channelsOfDifferentShapeAreRefused() {
    NiftiWriter.write(temp.resolve(IMAGE), Fixture.image(4, 4, 5));
    Fixture.refused(temp, IMAGE, "'b'", "shape");
  }

  @Test
  void channelsOfDifferentSpacingAreRefused() {
    Geometry coarse = Geometry.axisAligned(Fixture.SIZE, new double[] {3, 1.01, 2});
    NiftiWriter.write(temp.resolve(IMAGE), new Image(coarse, Fixture.image(Fixture.SIZE).voxels()));
    Fixture.refused(temp, IMAGE, "'b'", "spacing");
  }

  @Test
  void differentOriginIsOnlyAWarning() {
    Geometry moved = Fixture.geometry(Fixture.SIZE);
    moved.affine()[0][3] = 7;
    NiftiWriter.write(temp.resolve(IMAGE), new Image(moved, Fixture.image(Fixture.SIZE).voxels()));
    assertThat(DatasetVerifier.verify(RawDataset.open(temp)))
        .singleElement()
        .asString()
        .contains("b_0001.nii.gz", "'b'");
  }

  private static Geometry moved(double millimetres) {
    Geometry moved = Fixture.geometry(Fixture.SIZE);
    moved.affine()[0][3] = millimetres;
    return moved;
  }

  private void writeLabels(String caseId, Geometry geometry) {
    NiftiWriter.write(
        temp.resolve("labelsTr/" + caseId + ".nii.gz"),
        new LabelMap(geometry, Fixture.labels(Fixture.SIZE, 1).labels()));
  }

  @Test
  void labelMapsThatLieElsewhereMakeOneWarningThatNamesTheFarthest() {
    writeLabels("a", moved(0.5));
    writeLabels("b", moved(70.25));
    assertThat(DatasetVerifier.verify(RawDataset.open(temp)))
        .singleElement()
        .asString()
        .contains("2 label maps", "70.25 mm", "b.nii.gz", "case 'b'", "voxels are taken to match")
        .doesNotContain("NibabelIOWithReorient");
  }

  @Test
  void aHundredthOfAVoxelIsRounding() {
    writeLabels("a", moved(0.029));
    assertThat(DatasetVerifier.verify(RawDataset.open(temp))).isEmpty();
    writeLabels("a", moved(0.031));
    assertThat(DatasetVerifier.verify(RawDataset.open(temp))).hasSize(1);
  }

  @Test
  void axesThatPointAnotherWayAreNamedInTheWarning() {
    Geometry flipped = Fixture.geometry(Fixture.SIZE);
    flipped.affine()[1][1] = -1;
    writeLabels("a", flipped);
    assertThat(DatasetVerifier.verify(RawDataset.open(temp)))
        .singleElement()
        .asString()
        .contains("1 label map lies", "the axes of 1 point another way", "NibabelIOWithReorient");
  }

  @Test
  void allLabelMapsOfAnotherShapeAreListedAtOnce() {
    NiftiWriter.write(temp.resolve("labelsTr/a.nii.gz"), Fixture.labels(new int[] {3, 4, 6}, 1));
    NiftiWriter.write(temp.resolve(LABEL), Fixture.labels(new int[] {3, 5, 5}, 1));
    Fixture.refused(
        temp,
        "labelsTr",
        "2 cases",
        "5x4x3 against 6x4x3 of 'a'",
        "5x4x3 against 5x5x3 of 'b'",
        "resample them");
  }

  @Test
  void aTransposedLabelMapIsToldFromOneOfAnotherGrid() throws IOException {
    double[][] affine = new double[4][4];
    affine[2][0] = 3;
    affine[1][1] = 1;
    affine[0][2] = 2;
    affine[3][3] = 1;
    Geometry turned = new Geometry(new int[] {5, 4, 3}, new double[] {2, 1, 3}, affine);
    NiftiWriter.write(temp.resolve(LABEL), new LabelMap(turned, new short[60]));
    Fixture.refused(temp, LABEL, "'b'", "different orientations", "NibabelIOWithReorient");
    Fixture.json(
        temp,
        Files.readString(temp.resolve("dataset.json"))
            .replace(
                "\"licence\"",
                "\"overwrite_image_reader_writer\": \"NibabelIOWithReorient\", \"l\""));
    assertThat(DatasetVerifier.verify(RawDataset.open(temp))).isEmpty();
  }

  @Test
  void aSpacingOutsideTheUsualIsAskedAboutOnceAndAnsweredByWhatIsKnown() {
    Geometry large = Geometry.axisAligned(Fixture.SIZE, new double[] {3000, 1, 2000});
    for (String file : List.of("a_0000", "a_0001", "b_0000", "b_0001")) {
      NiftiWriter.write(
          temp.resolve("imagesTr/" + file + ".nii.gz"),
          new Image(large, Fixture.image(Fixture.SIZE).voxels()));
    }
    writeLabels("a", large);
    writeLabels("b", large);
    Fixture.refused(
        temp,
        "imagesTr/a_0000.nii.gz",
        "is the spacing 2000x1x3000 mm of case 'a' and of 1 other right",
        "xyzt_units",
        "'spacing' in a card");
    assertThat(problems("3 m x 1 mm x 2 m")).hasSize(1);
    assertThat(problems("3000 x 1 x 2000 mm")).isEmpty();
    assertThat(problems("in plane 2e3, 3100 between slices")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 50})
  void theBoundsOfTheUsualSpacingAreUsual(double millimetres) {
    double[] spacing = {millimetres, millimetres, millimetres};
    assertThat(OddSpacing.of("a", temp, spacing)).isEmpty();
    spacing[1] = millimetres == 50 ? Math.nextUp(50.0) : Math.nextDown(0.01);
    assertThat(OddSpacing.of("a", temp, spacing)).isPresent();
  }

  private List<String> problems(String spacing) {
    return DatasetVerifier.examine(
            RawDataset.open(temp),
            Optional.of(spacing),
            (cases, check) -> cases.stream().map(check).toList())
        .problems();
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -1, Float.NaN})
  void spacingMustBePositive(float spacing) throws IOException {
    plain();
    patch("imagesTr/b_0001.nii", header -> header.putFloat(84, spacing));
    Fixture.refused(temp, "imagesTr/b_0001.nii", "'b'", "spacing", "pixdim");
  }

  @Test
  void shearIsRefusedButRoundingIsNot() throws IOException {
    plain();
    patch("imagesTr/b_0001.nii", header -> header.putFloat(284, 1e-5f));
    assertThat(DatasetVerifier.verify(RawDataset.open(temp))).isEmpty();
    patch("imagesTr/b_0001.nii", header -> header.putFloat(284, 0.1f));
    assertThat(DatasetVerifier.verify(RawDataset.open(temp)))
        .as("SimpleITK takes the qform of such a header")
        .isEmpty();
    patch("imagesTr/b_0001.nii", header -> header.putShort(252, (short) 0));
    Fixture.refused(temp, "imagesTr/b_0001.nii", "'b'", "right angles");
  }

  /** nibabel, which turns images, knows the sheared transform alone. */
  @Test
  void shearIsRefusedWhereNibabelReads() throws IOException {
    plain();
    patch("imagesTr/b_0001.nii", header -> header.putFloat(284, 0.1f));
    Path json = temp.resolve("dataset.json");
    Files.writeString(
        json,
        Files.readString(json)
            .replaceFirst(
                "\\{", "{\"overwrite_image_reader_writer\": \"NibabelIOWithReorient\", "));
    Fixture.refused(temp, "imagesTr/b_0001.nii", "'b'", "right angles");
  }

  /** Rewrites the fixture uncompressed, so that its headers can be patched. */
  private void plain() throws IOException {
    RawDataset packed = RawDataset.open(temp);
    for (RawCase c : packed.trainingCases()) {
      List<Image> images = c.images();
      LabelMap labels = c.labelMap();
      for (int channel = 0; channel < images.size(); channel++) {
        NiftiWriter.write(
            temp.resolve("imagesTr/" + c.id() + "_000" + channel + ".nii"), images.get(channel));
      }
      NiftiWriter.write(temp.resolve("labelsTr/" + c.id() + ".nii"), labels);
    }
    Fixture.json(temp, Files.readString(temp.resolve("dataset.json")).replace(".nii.gz", ".nii"));
  }

  private void patch(String name, Consumer<ByteBuffer> change) throws IOException {
    byte[] bytes = Files.readAllBytes(temp.resolve(name));
    change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    Files.write(temp.resolve(name), bytes);
  }
}
