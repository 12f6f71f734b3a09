package org.voxelbench.preparation.preprocess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.NiftiWriter;

/** Writes a small raw data set of two channels with regions, an ignore label and thick slices. */
public final class RawFixture {

  /** Coarsest along W, so that a plan transposes it to the front. */
  public static final double[] SPACING = {0.9, 1.0, 4.0};

  private static final int[] SHAPE = {40, 44, 14};
  private static final String JSON =
      """
      {"channel_names": {"0": "T1", "1": "noNorm"},
       "labels": {"background": 0, "whole": [1, 2], "core": [2], "ignore": 3},
       "regions_class_order": [1, 2],
       "numTraining": %d, "file_ending": ".nii.gz"%s}
      """;

  private RawFixture() {}

  /** A data set of so many cases, named case_0, case_1, … */
  public static Path write(Path folder, int cases, boolean reorient) throws IOException {
    Files.createDirectories(folder.resolve("imagesTr"));
    Files.createDirectories(folder.resolve("labelsTr"));
    String reader =
        reorient ? ", \"overwrite_image_reader_writer\": \"NibabelIOWithReorient\"" : "";
    Files.writeString(folder.resolve("dataset.json"), JSON.formatted(cases, reader));
    for (int i = 0; i < cases; i++) {
      writeCase(folder, i, reorient);
    }
    return folder;
  }

  private static void writeCase(Path folder, int index, boolean flipped) {
    RandomStream random = new RandomStreams(7).stream("fixture", index);
    Geometry geometry = geometry(index, flipped);
    int[] shape = geometry.size();
    float[] first = new float[(int) geometry.voxels()];
    float[] second = first.clone();
    short[] labels = new short[first.length];
    int at = 0;
    for (int d = 0; d < shape[0]; d++) {
      for (int h = 0; h < shape[1]; h++) {
        for (int w = 0; w < shape[2]; w++, at++) {
          boolean inside = d >= 4 && d < shape[0] - 3 && h >= 5 && h < shape[1] - 2 && w >= 1;
          double radius = Math.hypot(d - 20, Math.hypot(h - 22 + index, 4 * (w - 7)));
          labels[at] = (short) (radius < 6 ? 2 : radius < 11 ? 1 : radius < 13 ? 3 : 0);
          if (inside) {
            first[at] = (float) (100 + 40 * labels[at] + random.nextGaussian());
            second[at] = radius < 3 ? 0 : (float) (5 + random.nextDouble());
          }
        }
      }
    }
    String name = "case_" + index;
    NiftiWriter.write(image(folder, name, 0), new Image(geometry, first));
    NiftiWriter.write(image(folder, name, 1), new Image(geometry, second));
    NiftiWriter.write(
        folder.resolve("labelsTr").resolve(name + ".nii.gz"), new LabelMap(geometry, labels));
  }

  private static Path image(Path folder, String name, int channel) {
    return folder.resolve("imagesTr").resolve(name + "_000" + channel + ".nii.gz");
  }

  private static Geometry geometry(int index, boolean flipped) {
    int[] shape = {SHAPE[0] + index, SHAPE[1], SHAPE[2]};
    Geometry plain = Geometry.axisAligned(shape, SPACING);
    if (!flipped) {
      return plain;
    }
    double[][] affine = plain.affine();
    affine[0][0] = -affine[0][0];
    affine[0][3] = 12;
    return new Geometry(shape, SPACING, affine);
  }
}
