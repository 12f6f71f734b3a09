package org.voxelbench.datasets.voxel;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import org.voxelbench.datasets.DatasetException;

/** Numbers in ASCII with spaces, commas or line ends between them. */
final class TextValues implements ValueReader {

  private static final int LONGEST = 64;

  private final Path file;
  private final InputStream in;

  TextValues(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  @Override
  public void skip(long values) throws IOException {
    for (long i = 0; i < values; i++) {
      token();
    }
  }

  @Override
  public void read(double[] to, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      String token = token();
      to[i] = number(token);
    }
  }

  private double number(String token) {
    try {
      return switch (token.toLowerCase(Locale.ROOT)) {
        case "nan", "-nan" -> Double.NaN;
        case "inf", "+inf" -> Double.POSITIVE_INFINITY;
        case "-inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(token);
      };
    } catch (NumberFormatException e) {
      throw new DatasetException(
          file + ": a voxel is written as '" + token + "', expected a number.", e);
    }
  }

  private String token() throws IOException {
    int next = in.read();
    while (next >= 0 && isBetween(next)) {
      next = in.read();
    }
    if (next < 0) {
      throw new EOFException();
    }
    StringBuilder token = new StringBuilder();
    for (; next >= 0 && !isBetween(next); next = in.read()) {
      if (token.length() == LONGEST) {
        throw new DatasetException(
            file + ": a voxel is written as '" + token + "...', expected a number.");
      }
      token.append((char) next);
    }
    return token.toString();
  }

  private static boolean isBetween(int character) {
    return character <= ' ' || character == ',';
  }
}
