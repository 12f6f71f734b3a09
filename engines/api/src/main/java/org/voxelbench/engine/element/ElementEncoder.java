package org.voxelbench.engine.element;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;

/** Writes the values of arrays as bytes, little-endian and in C order. */
public final class ElementEncoder {

  /** Values that are converted at once. */
  private static final int CHUNK = 1 << 16;

  private ElementEncoder() {}

  /**
   * Writes every value of an array; the stream stays open.
   *
   * @param type floats of 32 or 64 bits, a whole number or {@code BOOL}
   * @throws EngineException if a value is none of a whole type's
   */
  public static void encode(NdArray array, ElementType type, OutputStream out) throws IOException {
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.min(CHUNK, array.size()) * type.bytes())
            .order(ByteOrder.LITTLE_ENDIAN);
    for (long at = 0; at < array.size(); at += CHUNK) {
      int count = (int) Math.min(CHUNK, array.size() - at);
      switch (type) {
        case F64 -> buffer.asDoubleBuffer().put(array.doubles(), (int) at, count);
        case F32 -> buffer.asFloatBuffer().put(array.floats(), (int) at, count);
        default -> putWhole(array, type, (int) at, count, buffer.clear());
      }
      out.write(buffer.array(), 0, count * type.bytes());
    }
  }

  private static void putWhole(
      NdArray array, ElementType type, int from, int count, ByteBuffer buffer) {
    for (int i = from; i < from + count; i++) {
      long value = whole(array.at(i), type);
      switch (type) {
        case I64 -> buffer.putLong(value);
        case I32 -> buffer.putInt((int) value);
        case I16 -> buffer.putShort((short) value);
        default -> buffer.put((byte) value);
      }
    }
  }

  private static long whole(double value, ElementType type) {
    long whole = (long) value;
    boolean fits =
        whole == value
            && switch (type) {
              case I64 -> whole != Long.MAX_VALUE;
              case I32 -> whole == (int) whole;
              case I16 -> whole == (short) whole;
              case I8 -> whole == (byte) whole;
              case U8 -> whole == (whole & 0xFF);
              case BOOL -> whole == 0 || whole == 1;
              default -> throw new EngineException("arrays are not written as " + type + ".");
            };
    if (!fits) {
      throw new EngineException("the value " + value + " can't be written as " + type + ".");
    }
    return whole;
  }
}
