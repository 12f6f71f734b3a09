package org.voxelbench.evaluation.export;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The head of a {@code .npy} array in C order (NumPy: {@code numpy.lib.format}).
 *
 * @param descr the type, such as {@code <f4}
 * @param shape entries per axis
 */
record NpyHeader(String descr, int[] shape) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int PREFIX = 10;
  private static final int ALIGNMENT = 64;
  private static final int MAX_LENGTH = 1 << 16;
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']{1,16})'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");
  private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,8}");

  /** The bytes in front of the array's values. */
  byte[] bytes() {
    String sizes = Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    String tuple = shape.length == 1 ? sizes + "," : sizes;
    String text = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + tuple + "), }";
    int length = PREFIX + text.length() + 1;
    int padded = (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer bytes = ByteBuffer.allocate(padded).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (padded - PREFIX));
    bytes.put((text + " ".repeat(padded - length) + "\n").getBytes(StandardCharsets.ISO_8859_1));
    return bytes.array();
  }

  /**
   * Reads a head up to the first value.
   *
   * @throws IOException in one clause, if this is no array in C order
   */
  static NpyHeader read(DataInputStream in) throws IOException {
    byte[] magic = new byte[MAGIC.length];
    in.readFully(magic);
    int major = in.readUnsignedByte();
    in.readUnsignedByte();
    if (!Arrays.equals(magic, MAGIC) || major < 1 || major > 3) {
      throw new IOException("it holds no .npy array of version 1, 2 or 3");
    }
    int length = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
    if (major > 1) {
      length |= Short.toUnsignedInt(Short.reverseBytes(in.readShort())) << 16;
    }
    if (length < 0 || length > MAX_LENGTH) {
      throw new IOException("its .npy header is " + length + " bytes long");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (entry(ORDER, "fortran_order", text).equals("True")) {
      throw new IOException("its array is in Fortran order, expected C order");
    }
    return new NpyHeader(entry(DESCR, "descr", text), shape(entry(SHAPE, "shape", text)));
  }

  private static String entry(Pattern pattern, String key, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("its .npy header has no '" + key + "' that can be used");
    }
    return matcher.group(1);
  }

  private static int[] shape(String text) throws IOException {
    String[] sizes = text.strip().split("\\s*,\\s*");
    int[] shape = new int[sizes.length];
    for (int axis = 0; axis < shape.length; axis++) {
      if (!SIZE.matcher(sizes[axis]).matches()) {
        throw new IOException("its array has the shape (" + text + ")");
      }
      shape[axis] = Integer.parseInt(sizes[axis]);
    }
    return shape;
  }
}
