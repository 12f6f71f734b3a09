package org.voxelbench.datasets.nifti;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.voxel.WrittenVoxels;

/**
 * Writes little-endian NIfTI-1 files, whole or not at all; the name decides between {@code .nii}
 * and a {@code .hdr} with {@code .img}, gzipped or not.
 *
 * <p>The affine stands in the sform and, unless it is sheared, in the qform too, both with code 1.
 * Equal images make equal bytes.
 */
public final class NiftiWriter {

  private static final int BUFFER = 1 << 16;
  private static final byte MILLIMETRES = 2;
  private static final double SHEAR_TOLERANCE = 1e-4;

  private NiftiWriter() {}

  /**
   * Writes an image as 32-bit floats.
   *
   * @throws DatasetException if the file can't be written or an axis is too long for NIfTI-1
   */
  public static void write(Path file, Image image) {
    write(file, WrittenVoxels.of(image));
  }

  /**
   * Writes a label map as unsigned bytes where the labels fit, else as 16-bit integers.
   *
   * @throws DatasetException if the file can't be written or an axis is too long for NIfTI-1
   */
  public static void write(Path file, LabelMap map) {
    write(file, WrittenVoxels.of(map));
  }

  /**
   * Writes a segmentation as nnU-Net does; see {@link WrittenVoxels#of(Path, LabelMap, Labels)}.
   *
   * @throws DatasetException if the map holds a label that is not the data set's, the file can't be
   *     written, or an axis is too long for NIfTI-1
   */
  public static void write(Path file, LabelMap map, Labels labels) {
    write(file, WrittenVoxels.of(file, map, labels));
  }

  /**
   * Writes voxels in their type.
   *
   * @throws DatasetException if the file can't be written or an axis is too long for NIfTI-1
   */
  public static void write(Path file, WrittenVoxels voxels) {
    NiftiName name = NiftiName.of(file);
    byte[] header = header(file, voxels.geometry(), NiftiType.of(voxels.type()), name.single());
    try {
      if (name.single()) {
        AtomicFile.write(
            file,
            out ->
                compressing(
                    out,
                    name.gzip(),
                    to -> {
                      to.write(header);
                      voxels.writeTo(to);
                    }));
      } else {
        AtomicFile.write(name.voxels(), out -> compressing(out, name.gzip(), voxels::writeTo));
        AtomicFile.write(
            name.header(), out -> compressing(out, name.gzip(), to -> to.write(header)));
      }
    } catch (IOException e) {
      throw new DatasetException(file + ": can't be written (" + FileFault.words(e) + ").", e);
    }
  }

  private static void compressing(OutputStream out, boolean gzip, AtomicFile.Content content)
      throws IOException {
    if (!gzip) {
      content.writeTo(out);
      return;
    }
    try (GZIPOutputStream deflated = new GZIPOutputStream(out, BUFFER)) {
      content.writeTo(deflated);
    }
  }

  private static byte[] header(Path file, Geometry geometry, NiftiType type, boolean single) {
    ByteBuffer header =
        ByteBuffer.allocate(single ? 352 : NiftiFields.BYTES_1).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0, NiftiFields.BYTES_1);
    header.put(38, (byte) 'r');
    header.putShort(40, (short) 3);
    double[][] affine = geometry.affine();
    Transforms.Rotation rotation = Transforms.rotation(affine);
    header.putFloat(76, rotation.handedness());
    for (int axis = 0; axis < 7; axis++) {
      int size = axis < 3 ? geometry.size()[2 - axis] : 1;
      if (size > Short.MAX_VALUE) {
        throw new DatasetException(
            file
                + ": an axis of "
                + size
                + " voxels can't be written, NIfTI-1 holds at most "
                + Short.MAX_VALUE
                + ".");
      }
      header.putShort(42 + 2 * axis, (short) size);
      header.putFloat(80 + 4 * axis, axis < 3 ? (float) geometry.spacing()[2 - axis] : 1);
    }
    header.putShort(70, (short) type.code());
    header.putShort(72, (short) (8 * type.voxels().bytes()));
    header.putFloat(108, single ? 352 : 0);
    header.putFloat(112, 1);
    header.put(123, MILLIMETRES);
    header.putShort(252, (short) (isRotation(geometry, rotation) ? 1 : 0));
    header.putShort(254, (short) 1);
    header.putFloat(256, (float) rotation.b());
    header.putFloat(260, (float) rotation.c());
    header.putFloat(264, (float) rotation.d());
    for (int row = 0; row < 3; row++) {
      header.putFloat(268 + 4 * row, (float) affine[row][3]);
      for (int column = 0; column < 4; column++) {
        header.putFloat(280 + 16 * row + 4 * column, (float) affine[row][column]);
      }
    }
    byte[] magic = (single ? "n+1" : "ni1").getBytes(StandardCharsets.US_ASCII);
    header.put(344, magic);
    return header.array();
  }

  /** Whether a quaternion and the spacing say all that the affine says. */
  private static boolean isRotation(Geometry geometry, Transforms.Rotation rotation) {
    double[] spacing = geometry.spacing();
    double[] zooms = {spacing[2], spacing[1], spacing[0]};
    double[][] affine = geometry.affine();
    double[] offset = {affine[0][3], affine[1][3], affine[2][3]};
    double[][] rebuilt = rotation.affine(zooms, offset);
    double difference = 0;
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        difference = Math.max(difference, Math.abs(rebuilt[row][column] - affine[row][column]));
      }
    }
    return difference <= SHEAR_TOLERANCE * Math.max(zooms[0], Math.max(zooms[1], zooms[2]));
  }
}
