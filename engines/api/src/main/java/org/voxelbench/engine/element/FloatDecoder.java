package org.voxelbench.engine.element;

import java.nio.ByteBuffer;
import org.voxelbench.engine.NdArray;

/** Values that fit a 32-bit float. */
final class FloatDecoder implements ElementDecoder {

  private final ElementType type;
  private final float[] values;
  private int filled;

  FloatDecoder(ElementType type, int count) {
    this.type = type;
    this.values = new float[count];
  }

  @Override
  public void accept(ByteBuffer from) {
    while (from.hasRemaining()) {
      values[filled++] =
          switch (type) {
            case F32 -> from.getFloat();
            case F16 -> half(from.getShort());
            case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
            case I8 -> from.get();
            case U8 -> Byte.toUnsignedInt(from.get());
            case I16 -> from.getShort();
            case U16 -> Short.toUnsignedInt(from.getShort());
            case BOOL -> from.get() == 0 ? 0 : 1;
            default -> throw new IllegalStateException(type + " does not fit a 32-bit float");
          };
    }
  }

  @Override
  public NdArray array(int[] shape) {
    return NdArray.of(shape, values);
  }

  /** IEEE 754 binary16, widened. */
  private static float half(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      float subnormal = fraction * 0x1p-24f;
      return sign == 0 ? subnormal : -subnormal;
    }
    int widened = exponent == 31 ? 0xff : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | widened << 23 | fraction << 13);
  }
}
