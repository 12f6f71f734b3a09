package org.voxelbench.weights.numpy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.voxelbench.engine.element.ElementDecoder;
import org.voxelbench.engine.element.ElementType;
import org.voxelbench.weights.pickle.Arguments;
import org.voxelbench.weights.pickle.PickleException;

/** NumPy's scalars, which become plain numbers, booleans and texts. */
final class NumpyScalar {

  private NumpyScalar() {}

  static Object of(Arguments arguments) {
    NumpyType type = arguments.get(0, NumpyType.class);
    byte[] bytes = arguments.get(1, byte[].class);
    if (type.isObject() || bytes.length != type.bytes()) {
      throw new PickleException("the pickle holds a scalar of NumPy of " + bytes.length + " bytes");
    }
    return type.number()
        .map(number -> number(number, ByteBuffer.wrap(bytes).order(type.order())))
        .orElseGet(() -> NumpyText.of(bytes, 0, type));
  }

  private static Object number(ElementType type, ByteBuffer bytes) {
    return switch (type) {
      case I64 -> bytes.getLong();
      case U64 -> unsigned(bytes.getLong());
      case I8, I16, I32, U8, U16, U32 -> (long) decoded(type, bytes);
      case BOOL -> decoded(type, bytes) != 0;
      default -> decoded(type, bytes);
    };
  }

  private static Number unsigned(long bits) {
    return bits < 0 ? new BigInteger(Long.toUnsignedString(bits)) : (Number) bits;
  }

  private static double decoded(ElementType type, ByteBuffer bytes) {
    ElementDecoder decoder = type.decoder("a scalar of NumPy: ", 1);
    decoder.accept(bytes);
    return decoder.array(new int[0]).item();
  }
}
