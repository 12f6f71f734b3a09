package org.voxelbench.weights.numpy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** NumPy's texts of fixed length, filled up with zeros. */
final class NumpyText {

  private NumpyText() {}

  /** The text that begins at a byte; bytes become letters of the same number. */
  static String of(byte[] bytes, int at, NumpyType type) {
    StringBuilder text = new StringBuilder();
    if (type.isText()) {
      ByteBuffer letters = ByteBuffer.wrap(bytes, at, type.bytes()).order(type.order());
      while (letters.hasRemaining()) {
        int letter = letters.getInt();
        text.appendCodePoint(Character.isValidCodePoint(letter) ? letter : '?');
      }
    } else {
      text.append(new String(bytes, at, type.bytes(), StandardCharsets.ISO_8859_1));
    }
    int length = text.length();
    while (length > 0 && text.charAt(length - 1) == 0) {
      length--;
    }
    return text.substring(0, length);
  }
}
