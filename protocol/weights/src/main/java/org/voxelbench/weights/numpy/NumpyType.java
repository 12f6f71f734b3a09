package org.voxelbench.weights.numpy;

import java.nio.ByteOrder;
import java.util.Optional;
import org.voxelbench.engine.element.ElementType;
import org.voxelbench.weights.pickle.Arguments;
import org.voxelbench.weights.pickle.Buildable;
import org.voxelbench.weights.pickle.PickleException;
import org.voxelbench.weights.pickle.Tuple;

/** NumPy's {@code dtype}: numbers, texts, bytes or Python's own values. */
final class NumpyType implements Buildable {

  /** The types that have no fields have this many entries in their state at least. */
  private static final int STATE_ENTRIES = 5;

  private final String code;
  private final int size;
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

  private NumpyType(String code, int size) {
    this.code = code;
    this.size = size;
  }

  /** The type of a code such as {@code f4}. */
  static NumpyType of(Arguments arguments) {
    String code = arguments.get(0, String.class);
    if (!code.matches("[buif][1248]|[USO]\\d{1,7}")) {
      throw new PickleException(
          "the pickle holds values of NumPy's type "
              + PickleException.shown(code)
              + ", which can't be read");
    }
    NumpyType type = new NumpyType(code, Integer.parseInt(code.substring(1)));
    if ("buif".indexOf(code.charAt(0)) >= 0 && type.number().isEmpty()) {
      throw new PickleException("NumPy has no type " + code);
    }
    return type;
  }

  @Override
  public void build(Object state) {
    if (!(state instanceof Tuple tuple)
        || tuple.items().size() < STATE_ENTRIES
        || !(tuple.items().get(1) instanceof String mark)) {
      throw new PickleException("the pickle gives a state to NumPy's dtype that is none");
    }
    if (tuple.items().get(2) != null || tuple.items().get(3) != null) {
      throw new PickleException(
          "the pickle holds NumPy's records of several fields; only plain arrays can be read");
    }
    order = mark.equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  ByteOrder order() {
    return order;
  }

  /** What its numbers are; empty for texts, bytes and Python's values. */
  Optional<ElementType> number() {
    return Optional.ofNullable(
        switch (code) {
          case "b1" -> ElementType.BOOL;
          case "i1" -> ElementType.I8;
          case "i2" -> ElementType.I16;
          case "i4" -> ElementType.I32;
          case "i8" -> ElementType.I64;
          case "u1" -> ElementType.U8;
          case "u2" -> ElementType.U16;
          case "u4" -> ElementType.U32;
          case "u8" -> ElementType.U64;
          case "f2" -> ElementType.F16;
          case "f4" -> ElementType.F32;
          case "f8" -> ElementType.F64;
          default -> null;
        });
  }

  /** Whether its values are texts of four bytes a letter. */
  boolean isText() {
    return code.charAt(0) == 'U';
  }

  /** Whether its values are Python's, which stand in the pickle one by one. */
  boolean isObject() {
    return code.charAt(0) == 'O';
  }

  /** Bytes of one value. */
  int bytes() {
    return isText() ? size * Integer.BYTES : size;
  }
}
