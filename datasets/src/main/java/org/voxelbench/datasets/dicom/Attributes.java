package org.voxelbench.datasets.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Attributes of a data set or of an item in it, by their tags. */
final class Attributes {

  private final ByteOrder order;
  private final Map<Integer, byte[]> values = new HashMap<>();
  private final Map<Integer, List<Attributes>> sequences = new HashMap<>();

  Attributes(ByteOrder order) {
    this.order = order;
  }

  void put(int tag, byte[] value) {
    values.put(tag, value);
  }

  void put(int tag, List<Attributes> items) {
    sequences.put(tag, items);
  }

  /** A text without the padding at its end; empty where it is absent or of no length. */
  Optional<String> text(int tag) {
    return Optional.ofNullable(values.get(tag))
        .map(value -> new String(value, StandardCharsets.ISO_8859_1).replace('\0', ' ').strip())
        .filter(text -> !text.isEmpty());
  }

  /** An unsigned integer of 16 bits. */
  OptionalInt unsigned(int tag) {
    byte[] value = values.get(tag);
    return value == null || value.length < Short.BYTES
        ? OptionalInt.empty()
        : OptionalInt.of(ByteBuffer.wrap(value).order(order).getShort() & 0xFFFF);
  }

  /** Decimal numbers, NaN for what isn't one. */
  Optional<double[]> numbers(int tag) {
    return text(tag)
        .map(
            text ->
                Arrays.stream(text.split("\\\\", -1)).mapToDouble(Attributes::number).toArray());
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** The items of a sequence; none where it is absent. */
  List<Attributes> items(int tag) {
    return sequences.getOrDefault(tag, List.of());
  }
}
