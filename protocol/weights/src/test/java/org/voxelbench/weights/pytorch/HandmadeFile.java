package org.voxelbench.weights.pytorch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A file like those of {@code torch.save}, with a pickle that somebody wrote by hand. */
final class HandmadeFile {

  static final String PROTO = "\u0080\u0002";

  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  private HandmadeFile(String pickle) {
    put("archive/data.pkl", pickle);
  }

  /** With a pickle of which every letter is a byte; its protocol is put in front. */
  static HandmadeFile of(String pickle) {
    return new HandmadeFile(PROTO + pickle);
  }

  /** The same with one tensor of 32-bit floats. */
  static HandmadeFile ofTensor(int values, String offset, String sizes, String strides) {
    return of(tensor(values, offset, sizes, strides) + ".")
        .put("archive/data/0", new byte[values * Float.BYTES]);
  }

  /** The opcodes of a tensor of the storage 0. */
  static String tensor(int values, String offset, String sizes, String strides) {
    return "ctorch._utils\n_rebuild_tensor_v2\n(("
        + text("storage")
        + "ctorch\nFloatStorage\n"
        + text("0")
        + text("cpu")
        + number(values)
        + "tQ"
        + offset
        + sizes
        + strides
        + "\u0089ccollections\nOrderedDict\n)RtR";
  }

  /** A tuple of numbers. */
  static String tuple(long... values) {
    StringBuilder pickle = new StringBuilder("(");
    for (long value : values) {
      pickle.append(number(value));
    }
    return pickle.append("t").toString();
  }

  static String number(long value) {
    StringBuilder pickle = new StringBuilder("\u008a\u0008");
    for (int i = 0; i < Long.BYTES; i++) {
      pickle.append((char) (value >> 8 * i & 0xFF));
    }
    return pickle.toString();
  }

  static String text(String text) {
    return "X" + (char) text.length() + "\0\0\0" + text;
  }

  HandmadeFile put(String name, String content) {
    return put(name, content.getBytes(StandardCharsets.ISO_8859_1));
  }

  HandmadeFile put(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  Path write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      AlignedZip zip = new AlignedZip(out);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.put(entry.getKey(), entry.getValue());
      }
      zip.finish();
    }
    return file;
  }

  Path writeCompressed(Path file) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return file;
  }
}
