package org.voxelbench.datasets.download;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.voxelbench.datasets.DatasetException;

/** Walks through the entries of a tar file (ustar, GNU and pax long names). */
final class TarReader {

  private static final int BLOCK = 512;
  private static final int LONGEST_NAME = 1 << 16;

  private final Path archive;
  private final InputStream in;
  private final byte[] header = new byte[BLOCK];
  private String name = "";
  private boolean folder;
  private long left;
  private long padding;

  TarReader(Path archive, InputStream in) {
    this.archive = archive;
    this.in = in;
  }

  /** Goes on to the next file or folder; false at the end. */
  boolean next() throws IOException {
    String longName = null;
    while (true) {
      in.skipNBytes(left + padding);
      left = 0;
      padding = 0;
      int read = in.readNBytes(header, 0, BLOCK);
      if (read == 0 || isZero()) {
        return false;
      }
      if (read < BLOCK) {
        throw new EOFException("the tar file ends within a header");
      }
      checkSum();
      left = octal(124, 12);
      padding = (BLOCK - left % BLOCK) % BLOCK;
      char type = (char) header[156];
      switch (type) {
        case 'L' -> longName = text(content(LONGEST_NAME));
        case 'x' -> longName = paxPath(content(LONGEST_NAME), longName);
        case 'g' -> content(LONGEST_NAME);
        case '0', '\0', '5' -> {
          name = longName != null ? longName : shortName();
          folder = type == '5' || name.endsWith("/");
          return true;
        }
        default ->
            throw new DatasetException(
                archive
                    + ": the entry '"
                    + shortName()
                    + "' is a link or device (type "
                    + type
                    + "), expected files and folders.");
      }
    }
  }

  String name() {
    return name;
  }

  boolean isFolder() {
    return folder;
  }

  /** The current file's bytes. */
  InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] to, int from, int count) throws IOException {
        if (left == 0) {
          return -1;
        }
        int read = in.read(to, from, (int) Math.min(count, left));
        if (read < 0) {
          throw new EOFException("the tar file ends within " + name);
        }
        left -= read;
        return read;
      }
    };
  }

  private byte[] content(int most) throws IOException {
    if (left > most) {
      throw new DatasetException(archive + ": a name of " + left + " bytes is too long.");
    }
    return content().readAllBytes();
  }

  private boolean isZero() {
    for (byte b : header) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private void checkSum() {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xFF;
    }
    if (sum != octal(148, 8)) {
      throw new DatasetException(archive + ": not a tar file, or a damaged one.");
    }
  }

  private long octal(int at, int length) {
    if ((header[at] & 0x80) != 0) {
      return binary(at, length);
    }
    String digits = text(at, length).strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new DatasetException(archive + ": not a tar file, or a damaged one.", e);
    }
  }

  /** GNU's way to write sizes of more than 8 GiB. */
  private long binary(int at, int length) {
    long value = 0;
    for (int i = at + 1; i < at + length; i++) {
      value = value << 8 | header[i] & 0xFF;
    }
    if (value < 0 || value > Long.MAX_VALUE - BLOCK) {
      throw new DatasetException(archive + ": an entry of " + value + " bytes can't be.");
    }
    return value;
  }

  private String shortName() {
    String prefix = text(257, 5).equals("ustar") && header[262] == 0 ? text(345, 155) : "";
    return prefix.isEmpty() ? text(0, 100) : prefix + "/" + text(0, 100);
  }

  private String text(int at, int length) {
    int end = at;
    while (end < at + length && header[end] != 0) {
      end++;
    }
    return new String(header, at, end - at, StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** The value of {@code path} among pax records, each {@code "LENGTH KEY=VALUE\n"}. */
  private static String paxPath(byte[] bytes, String otherwise) {
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
      int key = line.indexOf(' ') + 1;
      if (line.startsWith("path=", key)) {
        return line.substring(key + 5);
      }
    }
    return otherwise;
  }
}
