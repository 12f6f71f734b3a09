package org.voxelbench.engine.element;

import java.nio.ByteBuffer;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;

/** Values that need a 64-bit float; a whole number that fits none is refused. */
final class DoubleDecoder implements ElementDecoder {

  /** Of 64 bits, those that the 53 of a float have no room for. */
  private static final long LOST_BITS = (1 << 11) - 1;

  private final ElementType type;
  private final String where;
  private final double[] values;
  private int filled;

  DoubleDecoder(ElementType type, String where, int count) {
    this.type = type;
    this.where = where;
    this.values = new double[count];
  }

  @Override
  public void accept(ByteBuffer from) {
    while (from.hasRemaining()) {
      values[filled++] =
          switch (type) {
            case F64 -> from.getDouble();
            case I32 -> from.getInt();
            case U32 -> Integer.toUnsignedLong(from.getInt());
            case I64 -> exact(from.getLong());
            case U64 -> exactUnsigned(from.getLong());
            default -> throw new IllegalStateException(type + " is no 64-bit float");
          };
    }
  }

  private double exact(long value) {
    if ((long) (double) value != value || value == Long.MAX_VALUE) {
      throw unfit(Long.toString(value));
    }
    return value;
  }

  private double exactUnsigned(long value) {
    if (value >= 0) {
      return exact(value);
    }
    if ((value & LOST_BITS) != 0) {
      throw unfit(Long.toUnsignedString(value));
    }
    return (value >>> 1) * 2.0;
  }

  private EngineException unfit(String value) {
    return new EngineException(where + "the number " + value + " does not fit a 64-bit float.");
  }

  @Override
  public NdArray array(int[] shape) {
    return NdArray.of(shape, values);
  }
}
