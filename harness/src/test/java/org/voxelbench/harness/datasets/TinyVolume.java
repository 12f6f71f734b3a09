package org.voxelbench.harness.datasets;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.volume.Volumes;

/**
 * A case of 16 voxels per axis in which each label is a cube of 3 voxels.
 *
 * @param number tells its noise from that of others
 * @param labels how many labels there are
 */
record TinyVolume(int number, int labels) {

  static final int SIDE = 16;

  private static final int CUBE = 3;
  private static final int CUBES = 5;
  private static final int HEADER = 352;
  private static final Geometry GRID =
      Geometry.axisAligned(new int[] {SIDE, SIDE, SIDE}, new double[] {1, 1, 1});

  /** Writes a channel in the format of the file's name. */
  void image(Path file, int channel) throws IOException {
    Files.createDirectories(file.getParent());
    Volumes.write(file, new Image(GRID, intensities(channel)));
  }

  private float[] intensities(int channel) {
    Random noise = new Random(31L * number + channel);
    float[] voxels = new float[SIDE * SIDE * SIDE];
    short[] painted = painted(identity());
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = 20 + 10 * channel + 60f * painted[i] / labels + noise.nextInt(10);
    }
    return voxels;
  }

  /** Writes several channels into one file of four axes, as the Decathlon has them. */
  void volumes(Path file, int channels) throws IOException {
    Files.createDirectories(file.getParent());
    Path single = file.resolveSibling("single.nii");
    image(single, 0);
    byte[] header = Arrays.copyOf(Files.readAllBytes(single), HEADER);
    Files.delete(single);
    ByteBuffer.wrap(header)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(40, (short) 4)
        .putShort(48, (short) channels)
        .putFloat(92, 1);
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(header);
      for (int channel = 0; channel < channels; channel++) {
        float[] voxels = intensities(channel);
        ByteBuffer bytes =
            ByteBuffer.allocate(voxels.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(voxels);
        out.write(bytes.array());
      }
    }
  }

  private List<Integer> identity() {
    return IntStream.rangeClosed(1, labels).boxed().toList();
  }

  /** Writes the label map in the format of the file's name. */
  void label(Path file) throws IOException {
    label(file, identity());
  }

  /** The same with other values for the labels from 1 on. */
  void label(Path file, List<Integer> values) throws IOException {
    Files.createDirectories(file.getParent());
    Volumes.write(file, new LabelMap(GRID, painted(values)));
  }

  /** Writes a label alone, as 1. */
  void structure(Path file, int label) throws IOException {
    short[] voxels = painted(identity());
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = (short) (voxels[i] == label ? 1 : 0);
    }
    Volumes.write(file, new LabelMap(GRID, voxels));
  }

  private short[] painted(List<Integer> values) {
    short[] voxels = new short[SIDE * SIDE * SIDE];
    for (int i = 0; i < voxels.length; i++) {
      int cube =
          i / (SIDE * SIDE) / CUBE * CUBES * CUBES
              + i / SIDE % SIDE / CUBE * CUBES
              + i % SIDE / CUBE;
      boolean inside = i % SIDE < CUBE * CUBES && i / SIDE % SIDE < CUBE * CUBES;
      voxels[i] = inside && cube < labels ? values.get(cube).shortValue() : 0;
    }
    return voxels;
  }

  /** Writes a channel as a folder of PNG slices. */
  void imageSlices(Path folder, int channel) throws IOException {
    slices(folder, intensities(channel));
  }

  /** Writes the label map as a folder of PNG slices, its only label as 255. */
  void labelSlices(Path folder) throws IOException {
    short[] painted = painted(List.of(255));
    float[] voxels = new float[painted.length];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = painted[i];
    }
    slices(folder, voxels);
  }

  private static void slices(Path folder, float[] voxels) throws IOException {
    Files.createDirectories(folder);
    for (int slice = 0; slice < SIDE; slice++) {
      BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
      for (int i = 0; i < SIDE * SIDE; i++) {
        picture.getRaster().setSample(i % SIDE, i / SIDE, 0, (int) voxels[slice * SIDE * SIDE + i]);
      }
      ImageIO.write(
          picture, "png", folder.resolve(String.format(Locale.ROOT, "%03d.png", slice)).toFile());
    }
  }
}
