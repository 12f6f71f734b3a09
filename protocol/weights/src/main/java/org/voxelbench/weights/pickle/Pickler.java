package org.voxelbench.weights.pickle;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Writes plain values as a pickle of protocol 2, which every Python reads.
 *
 * <p>Maps become dictionaries, lists lists, a {@link Tuple} a tuple, texts, numbers, booleans and
 * {@code null} what they are. Everything else is left to who knows what it is.
 */
public final class Pickler {

  private static final int PROTOCOL = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final BiConsumer<Object, Pickler> others;

  /**
   * For one pickle.
   *
   * @param others writes a value that is none of these, or throws
   */
  public Pickler(BiConsumer<Object, Pickler> others) {
    this.others = others;
    write(Opcode.PROTO);
    out.write(PROTOCOL);
  }

  /** Ends the pickle. */
  public byte[] end() {
    write(Opcode.STOP);
    return out.toByteArray();
  }

  /** Writes a value with all that it holds. */
  public void value(Object value) {
    if (value == null) {
      write(Opcode.NONE);
    } else if (value instanceof Boolean truth) {
      write(truth ? Opcode.NEWTRUE : Opcode.NEWFALSE);
    } else if (value instanceof String text) {
      text(text);
    } else if (value instanceof Double || value instanceof Float) {
      write(Opcode.BINFLOAT);
      out.writeBytes(ByteBuffer.allocate(8).putDouble(((Number) value).doubleValue()).array());
    } else if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
      whole(new BigInteger(value.toString()));
    } else if (value instanceof Tuple tuple) {
      tuple(tuple.items());
    } else if (value instanceof List<?> items) {
      write(Opcode.EMPTY_LIST);
      write(Opcode.MARK);
      items.forEach(this::value);
      write(Opcode.APPENDS);
    } else if (value instanceof Map<?, ?> map) {
      write(Opcode.EMPTY_DICT);
      write(Opcode.MARK);
      map.forEach(
          (key, item) -> {
            value(key);
            value(item);
          });
      write(Opcode.SETITEMS);
    } else {
      others.accept(value, this);
    }
  }

  /** Writes a class or function by its name. */
  public void global(String module, String name) {
    write(Opcode.GLOBAL);
    out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a tuple of values. */
  public void tuple(List<?> items) {
    tuple(() -> items.forEach(this::value));
  }

  /** Writes a tuple of what a step writes. */
  public void tuple(Runnable items) {
    write(Opcode.MARK);
    items.run();
    write(Opcode.TUPLE);
  }

  /** Calls the global before with the tuple that was written last. */
  public void call() {
    write(Opcode.REDUCE);
  }

  /** Makes the tuple that was written last the id of something outside of the pickle. */
  public void persistentId() {
    write(Opcode.BINPERSID);
  }

  private void write(Opcode opcode) {
    out.write(opcode.code());
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(Opcode.BINUNICODE);
    littleEndian(bytes.length);
    out.writeBytes(bytes);
  }

  private void whole(BigInteger value) {
    if (value.bitLength() < Integer.SIZE) {
      write(Opcode.BININT);
      littleEndian(value.intValue());
      return;
    }
    byte[] bytes = value.toByteArray();
    if (bytes.length > 0xFF) {
      throw new PickleException("a whole number of " + bytes.length + " bytes can't be written");
    }
    write(Opcode.LONG1);
    out.write(bytes.length);
    for (int i = bytes.length - 1; i >= 0; i--) {
      out.write(bytes[i]);
    }
  }

  private void littleEndian(int value) {
    out.writeBytes(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }
}
