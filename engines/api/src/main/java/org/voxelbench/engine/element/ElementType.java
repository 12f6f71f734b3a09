package org.voxelbench.engine.element;

import java.util.Arrays;
import java.util.Optional;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;

/**
 * The types of numbers in files of tensors, under the names that safetensors gives them.
 *
 * <p>32-bit floats and everything that fits them (numbers of 8 and 16 bits, booleans) become 32-bit
 * floats, the wider ones 64-bit floats. Complex numbers and floats of 8 bits are known by name and
 * size alone.
 */
public enum ElementType {
  F32(4, Width.SINGLE),
  F64(8, Width.DOUBLE),
  F16(2, Width.SINGLE),
  BF16(2, Width.SINGLE),
  I8(1, Width.SINGLE),
  U8(1, Width.SINGLE),
  I16(2, Width.SINGLE),
  U16(2, Width.SINGLE),
  I32(4, Width.DOUBLE),
  U32(4, Width.DOUBLE),
  I64(8, Width.DOUBLE),
  U64(8, Width.DOUBLE),
  BOOL(1, Width.SINGLE),
  F8_E4M3(1, Width.NONE),
  F8_E5M2(1, Width.NONE),
  C64(8, Width.NONE);

  /** The floats that hold its values. */
  private enum Width {
    SINGLE,
    DOUBLE,
    NONE
  }

  private final int bytes;
  private final Width width;

  ElementType(int bytes, Width width) {
    this.bytes = bytes;
    this.width = width;
  }

  /** Bytes of one value. */
  public int bytes() {
    return bytes;
  }

  /** Whether its values can be read. */
  public boolean isReadable() {
    return width != Width.NONE;
  }

  /** The type that holds an array's values as they are. */
  public static ElementType of(NdArray array) {
    return array.isDouble() ? F64 : F32;
  }

  /** The type of that name. */
  public static Optional<ElementType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /**
   * Takes memory for values and waits for their bytes.
   *
   * @param where begins the sentence of a refusal, such as {@code "a.pth, tensor 'x': "}
   * @throws EngineException if values of this type can't be read
   */
  public ElementDecoder decoder(String where, int count) {
    return switch (width) {
      case SINGLE -> new FloatDecoder(this, count);
      case DOUBLE -> new DoubleDecoder(this, where, count);
      case NONE ->
          throw new EngineException(
              where + "values of the type " + this + " can't be read; store them as F32.");
    };
  }
}
