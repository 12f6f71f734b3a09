package org.voxelbench.datasets.raw;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.NiftiWriter;

/** Small data sets on disk. */
final class Fixture {

  static final int[] SIZE = {3, 4, 5};

  private Fixture() {}

  /** Two cases, two channels, the labels 0 and 1. */
  static Path dataset(Path folder) throws IOException {
    json(
        folder,
        """
        {"channel_names": {"0": "T1", "1": "T2"},
         "labels": {"background": 0, "lesion": 1},
         "numTraining": 2, "file_ending": ".nii.gz", "licence": "none"}
        """);
    for (String id : new String[] {"b", "a"}) {
      NiftiWriter.write(folder.resolve("imagesTr/" + id + "_0000.nii.gz"), image(SIZE));
      NiftiWriter.write(folder.resolve("imagesTr/" + id + "_0001.nii.gz"), image(SIZE));
      NiftiWriter.write(folder.resolve("labelsTr/" + id + ".nii.gz"), labels(SIZE, 1));
    }
    return folder;
  }

  static void json(Path folder, String text) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("dataset.json"), text);
  }

  static Geometry geometry(int... size) {
    return Geometry.axisAligned(size, new double[] {3, 1, 2});
  }

  static Image image(int... size) {
    float[] voxels = new float[size[0] * size[1] * size[2]];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = i * 0.5f;
    }
    return new Image(geometry(size), voxels);
  }

  static LabelMap labels(int[] size, int label) {
    short[] labels = new short[size[0] * size[1] * size[2]];
    labels[labels.length - 1] = (short) label;
    return new LabelMap(geometry(size), labels);
  }

  /** Refused in sentences that name a file and more. */
  static void refused(Path folder, String file, String... parts) {
    RawDataset dataset = RawDataset.open(folder);
    assertThatThrownBy(() -> DatasetVerifier.verify(dataset))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(folder.resolve(file).toString())
        .hasMessageContainingAll(parts);
  }
}
