package org.voxelbench.datasets.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;

/** What is written is read again. */
class NiftiWriterTest {

  private static final int[] SIZE = {3, 4, 5};

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"x.nii", "x.nii.gz", "x.hdr", "x.img", "x.hdr.gz", "x.img.gz"})
  void imagesSurvive(String name) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    Geometry geometry = oblique(random);
    float[] voxels = new float[60];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = (float) random.nextDouble(-1e3, 1e3);
    }
    voxels[7] = Float.NaN;
    Path file = temp.resolve(name);
    NiftiWriter.write(file, new Image(geometry, voxels));
    Image read = Nifti.readImage(file);
    assertThat(read.voxels()).containsExactly(voxels);
    assertThat(read.geometry().size()).containsExactly(SIZE);
    assertThat(read.geometry().spacing()).containsExactly(geometry.spacing(), within(1e-6));
    same(read.geometry().affine(), geometry.affine());
    try (Stream<Path> files = Files.list(temp)) {
      assertThat(files).hasSize(Nifti.files(file).size());
    }
  }

  /** nnU-Net's rule counts the data set's labels, not the highest that a map holds. */
  @ParameterizedTest
  @CsvSource({"1, 2", "254, 2", "255, 512", "300, 512"})
  void segmentationsHaveTheTypeThatNnUNetGivesThem(int foreground, int datatype)
      throws IOException {
    Map<String, List<Integer>> entries = new LinkedHashMap<>();
    entries.put("background", List.of(0));
    for (int label = 1; label <= foreground; label++) {
      entries.put("label" + label, List.of(label));
    }
    entries.put("ignore", List.of(foreground + 1));
    Labels labels = new Labels(entries, List.of());
    short[] values = new short[60];
    values[7] = (short) foreground;
    values[8] = 1;
    Geometry geometry = oblique(new SplittableRandom(3));
    Path file = temp.resolve("x.nii");

    NiftiWriter.write(file, new LabelMap(geometry, values), labels);

    ByteBuffer header = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(header.getShort(70)).isEqualTo((short) datatype);
    LabelMap read = Nifti.readLabelMap(file);
    assertThat(read.labels()).containsExactly(values);
    assertThat(read.geometry().size()).containsExactly(geometry.size());
    same(read.geometry().affine(), geometry.affine());

    values[9] = (short) (foreground + 1);
    assertThatThrownBy(() -> NiftiWriter.write(file, new LabelMap(geometry, values), labels))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("label " + (foreground + 1));
  }

  @Test
  void qformAloneGivesTheSameAffine() throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    for (int trial = 0; trial < 200; trial++) {
      Geometry geometry = oblique(random);
      Path file = temp.resolve("x.nii");
      NiftiWriter.write(file, new Image(geometry, new float[60]));
      byte[] bytes = Files.readAllBytes(file);
      ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      assertThat(header.getShort(252)).isEqualTo((short) 1);
      assertThat(header.getShort(254)).isEqualTo((short) 1);
      header.putShort(254, (short) 0);
      Files.write(file, bytes);
      same(Nifti.header(file).affine(), geometry.affine());
    }
  }

  @Test
  void shearIsLeftToTheSform() throws IOException {
    Geometry geometry = Geometry.axisAligned(SIZE, new double[] {1, 1, 1});
    geometry.affine()[0][1] = 0.2;
    Path file = temp.resolve("x.nii");
    NiftiWriter.write(file, new Image(geometry, new float[60]));
    same(Nifti.header(file).affine(), geometry.affine());
    byte[] bytes = Files.readAllBytes(file);
    assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort(252)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 32767, -1})
  void labelsTakeTheSmallestType(int label) throws IOException {
    short[] labels = new short[60];
    labels[59] = (short) label;
    Path file = temp.resolve("x.nii");
    NiftiWriter.write(
        file, new LabelMap(Geometry.axisAligned(SIZE, new double[] {1, 1, 1}), labels));
    assertThat(Nifti.readLabelMap(file).labels()).containsExactly(labels);
    boolean bytes = label >= 0 && label <= 255;
    assertThat(Files.size(file)).isEqualTo(352 + 60 * (bytes ? 1 : 2));
  }

  @Test
  void equalImagesMakeEqualBytes() throws IOException {
    Image image = new Image(Geometry.axisAligned(SIZE, new double[] {1, 2, 3}), new float[60]);
    NiftiWriter.write(temp.resolve("x.nii.gz"), image);
    NiftiWriter.write(temp.resolve("y.nii.gz"), image);
    byte[] bytes = Files.readAllBytes(temp.resolve("x.nii.gz"));
    assertThat(bytes).isEqualTo(Files.readAllBytes(temp.resolve("y.nii.gz")));
    assertThat(Arrays.copyOfRange(bytes, 4, 8)).as("time of the gzip header").containsOnly(0);
  }

  @Test
  void labelsThatAreNoIntegersAreRefused() {
    float[] voxels = new float[60];
    Path file = temp.resolve("x.nii");
    for (float value : new float[] {1.5f, Float.NaN, 1e6f, Float.POSITIVE_INFINITY}) {
      voxels[33] = value;
      Geometry geometry = Geometry.axisAligned(SIZE, new double[] {1, 1, 1});
      NiftiWriter.write(file, new Image(geometry, voxels));
      assertThatThrownBy(() -> Nifti.readLabelMap(file))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("x.nii")
          .hasMessageContaining("voxel 33");
    }
  }

  @Test
  void axesTooLongForNifti1AreRefused() {
    Geometry geometry = Geometry.axisAligned(new int[] {1, 1, 40000}, new double[] {1, 1, 1});
    assertThatThrownBy(
            () -> NiftiWriter.write(temp.resolve("x.nii"), new Image(geometry, new float[40000])))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("40000");
  }

  /** A rotation from a random unit quaternion, perhaps mirrored, with its own spacing. */
  private static Geometry oblique(SplittableRandom random) {
    double[] q = new double[4];
    double norm = 0;
    for (int i = 0; i < 4; i++) {
      q[i] = random.nextDouble(-1, 1);
      norm += q[i] * q[i];
    }
    double scale = Math.sqrt(norm);
    int handedness = random.nextBoolean() ? 1 : -1;
    double[] zooms = {random.nextDouble(0.3, 4), random.nextDouble(0.3, 4), 2};
    double[][] affine =
        new Transforms.Rotation(q[0] / scale, q[1] / scale, q[2] / scale, q[3] / scale, handedness)
            .affine(zooms, new double[] {-30, 12.5, random.nextDouble(50)});
    return new Geometry(SIZE, new double[] {zooms[2], zooms[1], zooms[0]}, affine);
  }

  private static void same(double[][] actual, double[][] expected) {
    for (int row = 0; row < 4; row++) {
      assertThat(actual[row]).containsExactly(expected[row], within(1e-4));
    }
  }
}
