package org.voxelbench.datasets.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;

/** What is written in any format is read back; several volumes are read one by one. */
class VolumesTest {

  private static final int[] SIZE = {2, 3, 4};

  @TempDir private Path folder;

  /** Turned by 36.87 degrees about the third axis, and the first axis backwards. */
  private static Geometry oblique() {
    double[][] affine = {
      {-0.8 * 0.7, -0.6 * 1.25, 0, -12.5},
      {-0.6 * 0.7, 0.8 * 1.25, 0, 30.25},
      {0, 0, 3.5, 101.5},
      {0, 0, 0, 1}
    };
    return new Geometry(SIZE, new double[] {3.5, 1.25, 0.7}, affine);
  }

  private static Image image() {
    float[] voxels = new float[24];
    for (int voxel = 0; voxel < voxels.length; voxel++) {
      voxels[voxel] = voxel * 1.1f - 7;
    }
    voxels[5] = Float.NaN;
    return new Image(oblique(), voxels);
  }

  private static LabelMap labels(int highest) {
    short[] labels = new short[24];
    labels[3] = 1;
    labels[20] = (short) highest;
    return new LabelMap(oblique(), labels);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.nii", "x.nii.gz", "x.nrrd", "x.mha", "X.NRRD", "X.MHA"})
  void anImageIsReadAsItWasWritten(String name) {
    Path file = folder.resolve(name);
    Volumes.write(file, image());
    Image read = Volumes.readImage(file);
    assertThat(read.voxels()).containsExactly(image().voxels());
    same(read.geometry(), oblique());
    same(Volumes.geometry(file), oblique());
    assertThat(Volumes.files(file)).containsExactly(file);
    assertThat(Volumes.isVolume(file)).isTrue();
  }

  private static void same(Geometry read, Geometry written) {
    assertThat(read.size()).containsExactly(written.size());
    for (int row = 0; row < 3; row++) {
      assertThat(read.spacing()[row]).isCloseTo(written.spacing()[row], within(1e-5));
      for (int column = 0; column < 4; column++) {
        assertThat(read.affine()[row][column])
            .isCloseTo(written.affine()[row][column], within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.nii.gz", "x.nrrd", "x.mha"})
  void labelsTakeAsFewBytesAsTheyFitIn(String name) throws Exception {
    Path file = folder.resolve(name);
    for (int highest : new int[] {2, 300}) {
      Volumes.write(file, labels(highest));
      assertThat(Volumes.readLabelMap(file).labels()).containsExactly(labels(highest).labels());
    }
    Labels declared =
        new Labels(Map.of("background", List.of(0), "a", List.of(1), "b", List.of(2)), List.of());
    Volumes.write(file, labels(2), declared);
    byte[] once = Files.readAllBytes(file);
    Volumes.write(file, labels(2), declared);
    assertThat(Files.readAllBytes(file)).as("equal volumes make equal bytes").isEqualTo(once);
    assertThatThrownBy(() -> Volumes.write(file, labels(3), declared))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("label 3");
  }

  @Test
  void aHeaderAloneIsNotWritten() {
    for (String name : List.of("x.nhdr", "x.mhd")) {
      assertThatThrownBy(() -> Volumes.write(folder.resolve(name), image()))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining(name)
          .hasMessageContaining("one file");
    }
  }

  @Test
  void aNameThatIsNoVolumesIsRefusedWithThoseThatAre() {
    Path file = folder.resolve("x.tif");
    assertThat(Volumes.isVolume(file)).isFalse();
    assertThatThrownBy(() -> Volumes.readImage(file))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("x.tif")
        .hasMessageContaining(".nii.gz")
        .hasMessageContaining(".mha");
    assertThat(Volumes.isVolume(Path.of("a.img"))).as("its header is").isFalse();
    assertThat(Volumes.isVolume(Path.of("a.hdr"))).isTrue();
  }

  @Test
  void volumesOfAFileAreReadByTheirIndex() throws Exception {
    Path file = folder.resolve("x.nrrd");
    String header =
        "NRRD0004\ntype: uint8\ndimension: 4\nsizes: 2 1 1 3\nspacings: 1 1 1 nan\n"
            + "kinds: domain domain domain list\nencoding: ascii\n\n";
    Files.writeString(file, header + "1 2 3 4 5 6");
    assertThat(Volumes.count(file)).isEqualTo(3);
    assertThat(Volumes.readImage(file, 1).voxels()).containsExactly(3, 4);
    assertThat(Volumes.readLabelMap(file, 2).labels()).containsExactly((short) 5, (short) 6);
    assertThatThrownBy(() -> Volumes.readImage(file, 3))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("0 to 2");
    for (Runnable reading :
        List.<Runnable>of(
            () -> Volumes.readImage(file),
            () -> Volumes.readLabelMap(file),
            () -> Volumes.geometry(file))) {
      assertThatThrownBy(reading::run)
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("x.nrrd")
          .hasMessageContaining("2x1x1x3");
    }
  }

  /** The file's second axis is made one of time. */
  @Test
  void volumesOfANiftiFileAreThoseOfItsFurtherAxes() throws Exception {
    Path file = folder.resolve("x.nii");
    Volumes.write(file, image());
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    short[] axes = {5, 4, 1, 1, 3, 2, 1, 1};
    for (int axis = 0; axis < axes.length; axis++) {
      bytes.putShort(40 + 2 * axis, axes[axis]);
    }
    Files.write(file, bytes.array());
    assertThat(Volumes.count(file)).isEqualTo(6);
    for (int volume = 0; volume < 6; volume++) {
      assertThat(Volumes.readImage(file, volume).voxels())
          .containsExactly(Arrays.copyOfRange(image().voxels(), 4 * volume, 4 * volume + 4));
    }
    assertThat(Volumes.header(file).geometry().size()).containsExactly(1, 1, 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {".nrrd", ".mha"})
  void aDataSetMayEndInThem(String ending) throws Exception {
    Path images = Files.createDirectory(folder.resolve("imagesTr"));
    Path labels = Files.createDirectory(folder.resolve("labelsTr"));
    Volumes.write(images.resolve("a_0000" + ending), image());
    Volumes.write(labels.resolve("a" + ending), labels(1));
    Path json = folder.resolve("dataset.json");
    String text =
        """
        {"channel_names": {"0": "T1"}, "labels": {"background": 0, "x": 1},
         "numTraining": 1, "file_ending": "%s", "overwrite_image_reader_writer": "%s"}
        """;
    Files.writeString(json, text.formatted(ending, "SimpleITKIO"));
    RawDataset opened = RawDataset.open(folder);
    RawCase only = opened.trainingCases().get(0);
    assertThat(only.id()).isEqualTo("a");
    assertThat(only.images().get(0).voxels()).containsExactly(image().voxels());
    assertThat(only.labelsOnImage().labels()).containsExactly(labels(1).labels());
    assertThat(opened.contentHash()).hasSize(64);
    Files.writeString(json, text.formatted(ending, "NibabelIOWithReorient"));
    assertThatThrownBy(() -> DatasetJson.read(json))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("overwrite_image_reader_writer")
        .hasMessageContaining(ending);
    Files.delete(json);
    assertThat(RawDataset.unlabelled(folder).trainingCases())
        .extracting(RawCase::id)
        .containsExactly("a");
  }
}
