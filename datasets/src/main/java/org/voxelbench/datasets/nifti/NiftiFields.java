package org.voxelbench.datasets.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.voxelbench.datasets.DatasetException;

/** The header fields that matter here, as they stand in the file, of either NIfTI version. */
record NiftiFields(
    ByteOrder order,
    long[] shape,
    double[] pixdim,
    int datatype,
    double voxelOffset,
    int singleOffset,
    double slope,
    double intercept,
    int qformCode,
    int sformCode,
    double[] quaternion,
    double[] quaternionOffset,
    double[][] sform,
    int units,
    double quaternionTolerance) {

  static final int BYTES_1 = 348;
  static final int BYTES_2 = 540;

  private static final int TEMPLATE_CODE = 5;
  private static final int ICO7_VERTICES = 163842;

  /**
   * Reads a header from the first bytes of a file, at most {@value #BYTES_2}.
   *
   * @throws DatasetException if they are not those of a NIfTI file
   */
  static NiftiFields of(Path file, byte[] bytes) {
    ByteBuffer header = ByteBuffer.wrap(bytes);
    if (bytes.length >= BYTES_1 && isMagic(bytes, 344, '1')) {
      return version1(file, header);
    }
    if (bytes.length >= BYTES_2) {
      for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
        if (header.order(order).getInt(0) == BYTES_2) {
          return version2(file, header);
        }
      }
    }
    throw new DatasetException(file + ": " + stranger(bytes));
  }

  private static String stranger(byte[] bytes) {
    ByteBuffer header = ByteBuffer.wrap(bytes);
    if (bytes.length == 0) {
      return "the file is empty, expected a NIfTI image.";
    }
    if (bytes.length >= 2 && (header.getShort(0) & 0xFFFF) == 0x1F8B) {
      return "the file is gzipped but its name doesn't end in .gz; rename it.";
    }
    if (bytes.length < BYTES_1) {
      return "the file ends after "
          + bytes.length
          + " bytes, before the end of a NIfTI header ("
          + BYTES_1
          + " bytes).";
    }
    int little = Integer.reverseBytes(header.getInt(0));
    if (header.getInt(0) == BYTES_1 || little == BYTES_1) {
      return "this is an Analyze 7.5 file, which doesn't tell left from right; convert it to"
          + " NIfTI.";
    }
    return "not a NIfTI file, for its header has no NIfTI magic.";
  }

  private static boolean isMagic(byte[] bytes, int at, char version) {
    String magic = new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    return magic.equals("n+" + version + "\0") || magic.equals("ni" + version + "\0");
  }

  private static NiftiFields version1(Path file, ByteBuffer header) {
    header.order(ByteOrder.LITTLE_ENDIAN);
    int axes = header.getShort(40);
    boolean swapped = axes == 0 ? header.getInt(0) != BYTES_1 : axes < 1 || axes > 7;
    ByteOrder order = swapped ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    header.order(order);
    long[] dims = new long[8];
    double[] pixdim = new double[8];
    for (int axis = 0; axis < 8; axis++) {
      dims[axis] = header.getShort(40 + 2 * axis);
      pixdim[axis] = header.getFloat(76 + 4 * axis);
    }
    return new NiftiFields(
        order,
        freeSurfer(shape(file, dims), header.getInt(144)),
        pixdim,
        header.getShort(70),
        header.getFloat(108),
        352,
        header.getFloat(112),
        header.getFloat(116),
        code(header.getShort(252)),
        code(header.getShort(254)),
        floats(header, 256, 3),
        floats(header, 268, 3),
        rows(floats(header, 280, 12)),
        header.get(123),
        3 * Math.ulp(1.0f));
  }

  private static NiftiFields version2(Path file, ByteBuffer header) {
    if (!isMagic(header.array(), 4, '2')) {
      throw new DatasetException(
          file + ": not a NIfTI file, for its header of 540 bytes has no NIfTI magic.");
    }
    int lineEnds = header.duplicate().order(ByteOrder.BIG_ENDIAN).getInt(8);
    if (lineEnds != 0x0D0A1A0A && lineEnds != 0) {
      throw new DatasetException(
          file + ": the file was damaged by a conversion of line ends; copy it again as binary.");
    }
    int intent = header.getInt(504);
    if (intent >= 3000 && intent < 3100) {
      throw new DatasetException(
          file + ": this is a CIFTI file of surface data, expected a volume.");
    }
    long[] dims = new long[8];
    double[] pixdim = new double[8];
    for (int axis = 0; axis < 8; axis++) {
      dims[axis] = header.getLong(16 + 8 * axis);
      pixdim[axis] = header.getDouble(104 + 8 * axis);
    }
    return new NiftiFields(
        header.order(),
        shape(file, dims),
        pixdim,
        header.getShort(12),
        header.getLong(168),
        544,
        header.getDouble(176),
        header.getDouble(184),
        code(header.getInt(344)),
        code(header.getInt(348)),
        doubles(header, 352, 3),
        doubles(header, 376, 3),
        rows(doubles(header, 400, 12)),
        header.getInt(500),
        3 * Math.ulp(1.0));
  }

  private static long[] shape(Path file, long[] dims) {
    if (dims[0] < 0 || dims[0] > 7) {
      throw new DatasetException(
          file + ": the NIfTI header counts " + dims[0] + " axes (key dim), expected 1 to 7.");
    }
    long[] shape = new long[(int) dims[0]];
    System.arraycopy(dims, 1, shape, 0, shape.length);
    return shape;
  }

  /** FreeSurfer writes surfaces longer than a 16-bit axis in two ways of its own. */
  private static long[] freeSurfer(long[] shape, int length) {
    if (shape.length >= 3 && shape[0] == -1 && shape[1] == 1 && shape[2] == 1) {
      shape[0] = length;
    } else if (shape.length >= 3 && shape[0] == 27307 && shape[1] == 1 && shape[2] == 6) {
      shape[0] = ICO7_VERTICES;
      shape[2] = 1;
    }
    return shape;
  }

  private static int code(int code) {
    return code < 0 || code > TEMPLATE_CODE ? 0 : code;
  }

  private static double[] floats(ByteBuffer header, int at, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = header.getFloat(at + 4 * i);
    }
    return values;
  }

  private static double[] doubles(ByteBuffer header, int at, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = header.getDouble(at + 8 * i);
    }
    return values;
  }

  private static double[][] rows(double[] rows) {
    double[][] affine = new double[4][4];
    for (int i = 0; i < 12; i++) {
      affine[i / 4][i % 4] = rows[i];
    }
    affine[3][3] = 1;
    return affine;
  }
}
