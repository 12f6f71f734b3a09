package org.voxelbench.harness.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a reader that knows nothing of the writer finds in event files: it counts checksums bit by
 * bit, reads files in the order of their names, and forgets at a start all steps from there on.
 *
 * @param scalars values by step, by name
 * @param images bytes by step, by name
 * @param sizes height, width and channels by name
 */
public record ReadEvents(
    Map<String, TreeMap<Long, Float>> scalars,
    Map<String, TreeMap<Long, byte[]>> images,
    Map<String, List<Long>> sizes) {

  /** The reversed polynomial of Castagnoli. */
  private static final int POLYNOMIAL = 0x82f63b78;

  /** The event files of a folder, in order. */
  public static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().contains("tfevents"))
          .sorted()
          .toList();
    }
  }

  /** All that the event files of a folder tell. */
  public static ReadEvents of(Path folder) throws IOException {
    ReadEvents read = new ReadEvents(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    for (Path file : files(folder)) {
      read.add(Files.readAllBytes(file));
    }
    return read;
  }

  static int crc32c(byte[] data) {
    int crc = -1;
    for (byte next : data) {
      crc ^= next & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ POLYNOMIAL;
      }
    }
    return ~crc;
  }

  private static int masked(byte[] data) {
    int crc = crc32c(data);
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }

  /** Reads whole records; what is cut off at the end may yet be written. */
  private void add(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    boolean first = true;
    while (file.remaining() >= 12) {
      byte[] length = new byte[8];
      file.get(length);
      assertThat(file.getInt()).as("checksum of a length").isEqualTo(masked(length));
      long size = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (file.remaining() < size + 4) {
        return;
      }
      byte[] data = new byte[(int) size];
      file.get(data);
      assertThat(file.getInt()).as("checksum of data").isEqualTo(masked(data));
      Fields event = Fields.of(data);
      if (first) {
        assertThat(event.text(3)).isEqualTo("brain.Event:2");
        first = false;
      } else {
        add(event);
      }
    }
  }

  private void add(Fields event) {
    long step = event.number(2);
    if (event.has(7) && Fields.of(event.bytes(7)).number(1) == 1) {
      scalars.values().forEach(steps -> steps.tailMap(step).clear());
      images.values().forEach(steps -> steps.tailMap(step).clear());
    }
    for (byte[] value : event.all(5).stream().flatMap(s -> Fields.of(s).all(1).stream()).toList()) {
      Fields of = Fields.of(value);
      if (of.has(4)) {
        Fields image = Fields.of(of.bytes(4));
        put(images, of.text(1), step, image.bytes(4));
        sizes.put(of.text(1), List.of(image.number(1), image.number(2), image.number(3)));
      } else {
        put(scalars, of.text(1), step, Float.intBitsToFloat((int) of.number(2)));
      }
    }
  }

  private static <T> void put(Map<String, TreeMap<Long, T>> all, String name, long step, T value) {
    assertThat(all.computeIfAbsent(name, key -> new TreeMap<>()).put(step, value))
        .as("%s at step %d is told once", name, step)
        .isNull();
  }

  /** The fields of a message of Protocol Buffers by number, numbers of all widths as bits. */
  private record Fields(Map<Integer, List<Object>> values) {

    static Fields of(byte[] message) {
      Fields fields = new Fields(new TreeMap<>());
      ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
      while (in.hasRemaining()) {
        long key = varint(in);
        Object value =
            switch ((int) (key & 7)) {
              case 0 -> varint(in);
              case 1 -> in.getLong();
              case 5 -> (long) in.getInt();
              case 2 -> {
                byte[] bytes = new byte[(int) varint(in)];
                in.get(bytes);
                yield bytes;
              }
              default -> throw new AssertionError("wire type of key " + key);
            };
        fields.values.computeIfAbsent((int) (key >>> 3), n -> new ArrayList<>()).add(value);
      }
      return fields;
    }

    private static long varint(ByteBuffer in) {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte next = in.get();
        value |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          return value;
        }
      }
    }

    boolean has(int field) {
      return values.containsKey(field);
    }

    List<byte[]> all(int field) {
      return values.getOrDefault(field, List.of()).stream().map(byte[].class::cast).toList();
    }

    byte[] bytes(int field) {
      return all(field).get(0);
    }

    String text(int field) {
      return new String(bytes(field), StandardCharsets.UTF_8);
    }

    long number(int field) {
      return has(field) ? (long) values.get(field).get(0) : 0;
    }
  }
}
