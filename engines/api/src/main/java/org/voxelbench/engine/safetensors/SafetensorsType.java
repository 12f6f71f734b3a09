package org.voxelbench.engine.safetensors;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;

/** The element types of safetensors that are read, and how their values become floats. */
enum SafetensorsType {
  F32(4, false),
  F64(8, true),
  F16(2, false),
  BF16(2, false),
  I8(1, false),
  U8(1, false),
  I16(2, false),
  I32(4, true),
  I64(8, true);

  /** Values that are converted at once. */
  static final int CHUNK = 1 << 16;

  private final int bytes;
  private final boolean wide;

  SafetensorsType(int bytes, boolean wide) {
    this.bytes = bytes;
    this.wide = wide;
  }

  int bytes() {
    return bytes;
  }

  static SafetensorsType of(NdArray array) {
    return array.isDouble() ? F64 : F32;
  }

  static SafetensorsType named(String where, String name) {
    for (SafetensorsType type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw new EngineException(
        where + "the type '" + name + "' is not one of " + Arrays.toString(values()) + ".");
  }

  /** Takes the bytes of a tensor piece by piece. */
  interface Sink {

    void accept(ByteBuffer values);

    NdArray array(int[] shape);
  }

  Sink sink(String where, int count) {
    return wide ? new Doubles(where, new double[count]) : new Floats(new float[count]);
  }

  private final class Floats implements Sink {

    private final float[] values;
    private int filled;

    Floats(float[] values) {
      this.values = values;
    }

    @Override
    public void accept(ByteBuffer from) {
      while (from.hasRemaining()) {
        values[filled++] =
            switch (SafetensorsType.this) {
              case F32 -> from.getFloat();
              case F16 -> half(from.getShort());
              case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
              case I8 -> from.get();
              case U8 -> Byte.toUnsignedInt(from.get());
              default -> from.getShort();
            };
      }
    }

    @Override
    public NdArray array(int[] shape) {
      return NdArray.of(shape, values);
    }
  }

  private final class Doubles implements Sink {

    private final String where;
    private final double[] values;
    private int filled;

    Doubles(String where, double[] values) {
      this.where = where;
      this.values = values;
    }

    @Override
    public void accept(ByteBuffer from) {
      while (from.hasRemaining()) {
        values[filled++] =
            switch (SafetensorsType.this) {
              case F64 -> from.getDouble();
              case I32 -> from.getInt();
              default -> exact(from.getLong());
            };
      }
    }

    private double exact(long value) {
      if ((long) (double) value != value || value == Long.MAX_VALUE) {
        throw new EngineException(where + "the number " + value + " does not fit a 64-bit float.");
      }
      return value;
    }

    @Override
    public NdArray array(int[] shape) {
      return NdArray.of(shape, values);
    }
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

  /** Writes the array's values, of this type. */
  void encode(NdArray array, OutputStream out) throws IOException {
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.min(CHUNK, array.size()) * bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (long at = 0; at < array.size(); at += CHUNK) {
      int count = (int) Math.min(CHUNK, array.size() - at);
      if (this == F64) {
        buffer.asDoubleBuffer().put(array.doubles(), (int) at, count);
      } else {
        buffer.asFloatBuffer().put(array.floats(), (int) at, count);
      }
      out.write(buffer.array(), 0, count * bytes);
    }
  }
}
