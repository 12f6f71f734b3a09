package org.voxelbench.datasets.voxel;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;

/**
 * What a header says of a file of one volume or several of one geometry.
 *
 * @param file the file, or the folder of a series
 * @param format the format's name
 * @param shape voxels per axis in the file's order, the first running fastest
 * @param geometry where each volume lies
 * @param volumes their number
 * @param spacing mm per voxel of the first three axes as it stands in the file, unrepaired
 * @param spacingKey the header's key of the spacing
 */
public record VolumeHeader(
    Path file,
    String format,
    long[] shape,
    Geometry geometry,
    int volumes,
    double[] spacing,
    String spacingKey) {

  /**
   * The same, of a file of a single volume.
   *
   * @throws DatasetException if there are several
   */
  public VolumeHeader single() {
    if (volumes == 1) {
      return this;
    }
    throw new DatasetException(
        notVolume(file, format, shape)
            + "; split it into one file per channel, CASE_0000, CASE_0001 and so on, as nnU-Net's"
            + " nnUNetv2_convert_MSD_dataset does.");
  }

  /** Refuses a shape, in a sentence without its end. */
  public static String notVolume(Path file, String format, long[] shape) {
    return file
        + ": the "
        + format
        + " header is of shape "
        + words(shape)
        + ", expected a 3D image or a single volume";
  }

  /** {@code [D, H, W]} as the file orders its axes. */
  public static double[] inFileOrder(double[] spacing) {
    return new double[] {spacing[2], spacing[1], spacing[0]};
  }

  /** A shape such as {@code 240x240x155}. */
  public static String words(long[] shape) {
    return Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining("x"));
  }

  /**
   * Refuses a volume that is not there.
   *
   * @param volume its index, from 0 on
   */
  void check(int volume) {
    if (volume < 0 || volume >= volumes) {
      throw new DatasetException(
          file
              + ": there is no volume of index "
              + volume
              + "; the file holds "
              + (volumes == 1 ? "one, of index 0." : volumes + ", 0 to " + (volumes - 1) + "."));
    }
  }
}
