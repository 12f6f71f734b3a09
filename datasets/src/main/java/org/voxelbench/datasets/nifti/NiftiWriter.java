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

/**
 * Writes little-endian NIfTI-1 files, whole or not at all; the name decides between {@code .nii}
 * and a {@code .hdr} with {@code .img}, gzipped or not.
 *
 * <p>The affine stands in the sform and, unless it is sheared, in the qform too, both with code 1.
 * Equal images make equal bytes.
 */
public final class NiftiWriter {

  private static final int CHUNK = 8192;
  private static final int BUFFER = 1 << 16;
  private static final byte MILLIMETRES = 2;
  private static final int FOREGROUND_LABELS_OF_16_BITS = 255;
  private static final double SHEAR_TOLERANCE = 1e-4;

  private NiftiWriter() {}

  /** Puts one voxel into a buffer. */
  private interface Encoder {
    void put(ByteBuffer to, int voxel);
  }

  /**
   * Writes an image as 32-bit floats.
   *
   * @throws DatasetException if the file can't be written or an axis is too long for NIfTI-1
   */
  public static void write(Path file, Image image) {
    float[] voxels = image.voxels();
    write(file, image.geometry(), NiftiType.FLOAT32, (to, voxel) -> to.putFloat(voxels[voxel]));
  }

  /**
   * Writes a label map as unsigned bytes where the labels fit, else as 16-bit integers.
   *
   * @throws DatasetException if the file can't be written or an axis is too long for NIfTI-1
   */
  public static void write(Path file, LabelMap map) {
    short[] labels = map.labels();
    boolean small = true;
    for (short label : labels) {
      small &= label >= 0 && label <= 255;
    }
    if (small) {
      write(file, map.geometry(), NiftiType.UINT8, (to, voxel) -> to.put((byte) labels[voxel]));
    } else {
      write(file, map.geometry(), NiftiType.INT16, (to, voxel) -> to.putShort(labels[voxel]));
    }
  }

  /**
   * Writes a segmentation as nnU-Net does: as unsigned bytes where the data set has fewer than 255
   * foreground labels, else as unsigned 16-bit integers (nnU-Net: {@code export_prediction.py}).
   *
   * @throws DatasetException if the map holds a label that is not the data set's, the file can't be
   *     written, or an axis is too long for NIfTI-1
   */
  public static void write(Path file, LabelMap map, Labels labels) {
    short[] values = map.labels();
    int highest = labels.values().size() - 1;
    for (short value : values) {
      if (value < 0 || value > highest) {
        throw new DatasetException(
            file + ": the label " + value + " is none of the data set's, 0 to " + highest + ".");
      }
    }
    if (highest < FOREGROUND_LABELS_OF_16_BITS) {
      write(file, map.geometry(), NiftiType.UINT8, (to, voxel) -> to.put((byte) values[voxel]));
    } else {
      write(file, map.geometry(), NiftiType.UINT16, (to, voxel) -> to.putShort(values[voxel]));
    }
  }

  private static void write(Path file, Geometry geometry, NiftiType type, Encoder encoder) {
    NiftiName name = NiftiName.of(file);
    byte[] header = header(file, geometry, type, name.single());
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
                      encode(to, geometry, type, encoder);
                    }));
      } else {
        AtomicFile.write(
            name.voxels(),
            out -> compressing(out, name.gzip(), to -> encode(to, geometry, type, encoder)));
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

  private static void encode(OutputStream out, Geometry geometry, NiftiType type, Encoder encoder)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    int voxels = Math.toIntExact(geometry.voxels());
    for (int voxel = 0; voxel < voxels; ) {
      buffer.clear();
      for (int end = Math.min(voxel + CHUNK, voxels); voxel < end; voxel++) {
        encoder.put(buffer, voxel);
      }
      out.write(buffer.array(), 0, buffer.position());
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
    header.putShort(72, (short) (8 * type.bytes()));
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
