package org.voxelbench.datasets.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;

/** A voxel keeps its place in space whatever way the axes run. */
class ReorientationTest {

  private static final double TILT = 0.1;

  @TempDir Path temp;

  /** All 48 ways to assign three axes to right, anterior, superior or their opposites. */
  static Stream<Geometry> orientations() {
    List<int[]> orders =
        List.of(
            new int[] {0, 1, 2},
            new int[] {0, 2, 1},
            new int[] {1, 0, 2},
            new int[] {1, 2, 0},
            new int[] {2, 0, 1},
            new int[] {2, 1, 0});
    return orders.stream()
        .flatMap(order -> IntStream.range(0, 8).mapToObj(signs -> geometry(order, signs)));
  }

  private static Geometry geometry(int[] order, int signs) {
    double[] zooms = {1, 2, 3};
    double[][] affine = new double[4][4];
    affine[3][3] = 1;
    for (int axis = 0; axis < 3; axis++) {
      double sign = (signs >> axis & 1) == 0 ? 1 : -1;
      affine[order[axis]][axis] = sign * zooms[axis] * Math.cos(TILT);
      affine[order[(axis + 1) % 3]][axis] += zooms[axis] * 0.05;
      affine[axis][3] = 10 * axis - 7;
    }
    return new Geometry(new int[] {4, 3, 5}, new double[] {3, 2, 1}, affine);
  }

  @ParameterizedTest
  @MethodSource("orientations")
  void voxelsKeepTheirPlaceAndComeBack(Geometry stored) {
    float[] voxels = new float[60];
    short[] labels = new short[60];
    for (int i = 0; i < 60; i++) {
      voxels[i] = i;
      labels[i] = (short) i;
    }
    Reorientation way = Reorientation.of(stored);
    Image turned = way.apply(new Image(stored, voxels));
    double[][] affine = turned.geometry().affine();
    for (int axis = 0; axis < 3; axis++) {
      assertThat(affine[axis][axis]).isPositive();
      double length = 0;
      for (int row = 0; row < 3; row++) {
        assertThat(affine[axis][axis]).isGreaterThanOrEqualTo(Math.abs(affine[row][axis]));
        length += affine[row][axis] * affine[row][axis];
      }
      double spacing = turned.geometry().spacing()[2 - axis];
      assertThat(Math.sqrt(length)).isCloseTo(spacing, within(0.05 * spacing));
    }
    for (int at = 0; at < 60; at++) {
      int from = (int) turned.voxels()[at];
      assertThat(place(turned.geometry(), at)).containsExactly(place(stored, from), within(1e-9));
    }
    LabelMap back = way.undo(way.apply(new LabelMap(stored, labels)));
    assertThat(back.labels()).containsExactly(labels);
    assertThat(back.geometry()).isSameAs(stored);
  }

  /** Without codes nibabel turns the first axis, and SimpleITK the second too. */
  @ParameterizedTest
  @CsvSource({"NibabelIOWithReorient, 3", "SimpleITKIOWithReorient, 11"})
  void eachReaderTurnsFromWhereItsLibraryPlaces(String reader, int first) throws IOException {
    Path file = temp.resolve("x.nii");
    float[] voxels = new float[24];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = i;
    }
    double[] spacing = {1, 1, 1};
    NiftiWriter.write(file, new Image(Geometry.axisAligned(new int[] {2, 3, 4}, spacing), voxels));
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 252, 256, (byte) 0);
    Files.write(file, bytes);
    ReaderChoice choice = ReaderChoice.named(Optional.of(reader));
    Image turned = choice.image(file);
    assertThat(turned.voxels()[0]).isEqualTo(first);
    assertThat(turned.geometry().affine()).isDeepEqualTo(choice.geometry(file).affine());
    for (int axis = 0; axis < 3; axis++) {
      assertThat(turned.geometry().affine()[axis][axis]).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NibabelIOWithReorient", "SimpleITKIOWithReorient"})
  void caseReadsTurnedWhereItsReaderSaysSo(String reader) throws IOException {
    Fixture.json(
        temp,
        """
        {"channel_names": {"0": "T1"}, "labels": {"background": 0, "x": 1}, "numTraining": 1,
         "file_ending": ".nii", "overwrite_image_reader_writer": "%s"}
        """
            .formatted(reader));
    Geometry stored = geometry(new int[] {2, 0, 1}, 5);
    short[] labels = new short[60];
    labels[11] = 1;
    NiftiWriter.write(temp.resolve("imagesTr/c_0000.nii"), new Image(stored, new float[60]));
    NiftiWriter.write(temp.resolve("labelsTr/c.nii"), new LabelMap(stored, labels));
    RawCase only = RawDataset.open(temp).trainingCases().get(0);
    Geometry turned = only.images().get(0).geometry();
    assertThat(turned.size()).containsExactly(Reorientation.of(stored).turned().size());
    Geometry header = Nifti.geometry(only.imageFiles().get(0));
    LabelMap back = Reorientation.of(header).undo(only.labelMap());
    assertThat(back.labels()).containsExactly(labels);
  }

  @Test
  void flatAffinesAndOtherSizesAreRefused() {
    Geometry flat = geometry(new int[] {0, 1, 2}, 0);
    flat.affine()[0][0] = 0;
    flat.affine()[1][0] = 0;
    assertThatThrownBy(() -> Reorientation.of(flat)).isInstanceOf(DatasetException.class);
    Reorientation way = Reorientation.of(geometry(new int[] {0, 1, 2}, 0));
    Image other = Fixture.image(2, 2, 2);
    assertThatThrownBy(() -> way.apply(other)).isInstanceOf(DatasetException.class);
  }

  private static double[] place(Geometry geometry, int at) {
    int[] size = geometry.size();
    int[] index = {at % size[2], at / size[2] % size[1], at / size[2] / size[1]};
    double[] place = new double[3];
    for (int row = 0; row < 3; row++) {
      place[row] = geometry.affine()[row][3];
      for (int axis = 0; axis < 3; axis++) {
        place[row] += geometry.affine()[row][axis] * index[axis];
      }
    }
    return place;
  }
}
