package org.voxelbench.datasets.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.voxel.Room;

/** Reads the attributes of a data set up to its pixels, which are found and left. */
final class DataSetReader {

  private static final int MOST_BYTES = 1 << 16;
  private static final int DEEPEST = 16;

  /** Value representations whose length takes four bytes. */
  private static final Set<String> LONG =
      Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

  private final Path file;
  private final DataInput in;
  private final boolean explicit;
  private PixelData pixels;

  DataSetReader(Path file, DataInput in, boolean explicit) {
    this.file = file;
    this.in = in;
    this.explicit = explicit;
  }

  /** Where the pixels lie, once the data set is read; nowhere if it has none. */
  Optional<PixelData> pixels() {
    return Optional.ofNullable(pixels);
  }

  /** Reads the data set of a file. */
  Attributes read() throws IOException {
    Attributes attributes = new Attributes(in.order());
    while (pixels == null && !in.isAtEnd()) {
      element(in.tag(), attributes, 0, explicit);
    }
    return attributes;
  }

  private void element(int tag, Attributes into, int depth, boolean explicit) throws IOException {
    String representation = "";
    long length;
    if (explicit) {
      representation = new String(in.bytes(2), StandardCharsets.ISO_8859_1);
      if (LONG.contains(representation)) {
        in.skip(2);
        length = in.length();
      } else {
        length = in.unsignedShort();
      }
    } else {
      length = in.length();
    }
    if (depth == 0 && Tag.isPixels(tag)) {
      pixels = pixels(tag, length);
    } else if (length < 0 || representation.equals("SQ") || Tag.isSequence(tag)) {
      into.put(tag, items(length, depth + 1, explicit && !representation.equals("UN")));
    } else if (Tag.isKept(tag) && length <= MOST_BYTES) {
      into.put(tag, in.bytes((int) length));
    } else {
      in.skip(length);
    }
  }

  private List<Attributes> items(long length, int depth, boolean explicit) throws IOException {
    if (depth > DEEPEST) {
      throw new DatasetException(
          file + ": its sequences lie deeper in each other than " + DEEPEST + "; is it DICOM?");
    }
    List<Attributes> items = new ArrayList<>();
    long end = length < 0 ? Long.MAX_VALUE : in.position() + length;
    while (in.position() < end) {
      int tag = in.tag();
      long size = in.length();
      if (tag == Tag.SEQUENCE_END) {
        break;
      }
      if (tag != Tag.ITEM) {
        throw new DatasetException(
            file + ": a sequence holds " + Tag.words(tag) + ", expected an item; is it damaged?");
      }
      items.add(item(size, depth, explicit));
    }
    return items;
  }

  private Attributes item(long length, int depth, boolean explicit) throws IOException {
    Attributes item = new Attributes(in.order());
    long end = length < 0 ? Long.MAX_VALUE : in.position() + length;
    while (in.position() < end) {
      int tag = in.tag();
      if (tag == Tag.ITEM_END) {
        in.length();
        break;
      }
      element(tag, item, depth, explicit);
    }
    return item;
  }

  private PixelData pixels(int tag, long length) throws IOException {
    if (length >= 0) {
      return new PixelData(tag, in.position(), length, List.of());
    }
    List<PixelData.Fragment> fragments = new ArrayList<>();
    while (!in.isAtEnd()) {
      int item = in.tag();
      long size = in.length();
      if (item == Tag.SEQUENCE_END) {
        break;
      }
      if (item != Tag.ITEM || size < 0 || size > Room.LONGEST_ARRAY) {
        throw new DatasetException(
            file + ": its packed pixels hold " + Tag.words(item) + ", expected an item.");
      }
      fragments.add(new PixelData.Fragment(in.position(), (int) size));
      in.skip(size);
    }
    if (fragments.isEmpty()) {
      throw new EOFException();
    }
    return new PixelData(tag, in.position(), -1, fragments);
  }

  /** Whether bytes behind a tag look like the letters of a value representation. */
  static boolean isExplicit(byte[] element) {
    return Character.isUpperCase(element[4]) && Character.isUpperCase(element[5]);
  }

  /** The byte order of a data set whose first group is a small number. */
  static ByteOrder order(byte[] element) {
    return element[0] == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }
}
