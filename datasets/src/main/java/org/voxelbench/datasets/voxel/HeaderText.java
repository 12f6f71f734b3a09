package org.voxelbench.datasets.voxel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.voxelbench.datasets.DatasetException;

/**
 * The lines of a header that is text, before voxels or in a file of its own.
 *
 * @param lines the lines, without their ends
 * @param bytes the bytes that they take in the file
 */
public record HeaderText(List<String> lines, long bytes) {

  private static final int MOST_BYTES = 4 << 20;

  public HeaderText {
    lines = List.copyOf(lines);
  }

  /**
   * Reads lines up to the last of a header, or the end of the file.
   *
   * @param magic what the file begins with; empty for anything
   * @param format the format's name
   * @param isLast whether a line ends the header
   * @throws DatasetException if the file begins otherwise, or the header takes more than 4 MiB
   */
  public static HeaderText read(Path file, String magic, String format, Predicate<String> isLast) {
    return StoredBytes.reading(file, 0, Packing.NONE, in -> read(file, in, magic, format, isLast));
  }

  private static HeaderText read(
      Path file, InputStream in, String magic, String format, Predicate<String> isLast)
      throws IOException {
    byte[] first = in.readNBytes(magic.length());
    if (!new String(first, StandardCharsets.ISO_8859_1).equals(magic)) {
      throw new DatasetException(
          file
              + (first.length == 0 && !magic.isEmpty()
                  ? ": the file is empty, expected a " + format + " header."
                  : ": not a " + format + " file, for it doesn't begin with " + magic + "."));
    }
    List<String> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.writeBytes(first);
    long bytes = first.length;
    for (int next = in.read(); next >= 0; next = in.read()) {
      bytes++;
      if (bytes > MOST_BYTES) {
        throw new DatasetException(
            file + ": the " + format + " header doesn't end within " + MOST_BYTES + " bytes.");
      }
      if (next != '\n') {
        line.write(next);
      } else {
        lines.add(text(line));
        line.reset();
        if (isLast.test(lines.get(lines.size() - 1))) {
          return new HeaderText(lines, bytes);
        }
      }
    }
    if (line.size() > 0) {
      lines.add(text(line));
    }
    return new HeaderText(lines, bytes);
  }

  private static String text(ByteArrayOutputStream line) {
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
