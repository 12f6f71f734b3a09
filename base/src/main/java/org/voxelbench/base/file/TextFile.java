package org.voxelbench.base.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.voxelbench.base.BadInputException;

/**
 * Reads text files that people bring: UTF-8, whatever the locale; a byte order mark at the
 * beginning, as spreadsheets and editors on Windows write it, is no part of the text.
 */
public final class TextFile {

  private static final int LONGEST_MARK = 4;

  private TextFile() {}

  /**
   * The whole text.
   *
   * @throws BadInputException naming the file, if it is missing, can't be read, or is of another
   *     encoding
   */
  public static String read(Path file) {
    try (BufferedReader reader = reader(file)) {
      StringWriter text = new StringWriter();
      reader.transferTo(text);
      return text.toString();
    } catch (NoSuchFileException e) {
      throw new BadInputException(file + " is missing.", e);
    } catch (CharacterCodingException e) {
      throw notUtf8(file, e);
    } catch (IOException e) {
      throw new BadInputException("'" + file + "' can't be read: " + FileFault.words(e) + ".", e);
    }
  }

  /**
   * A reader of the text, which fails with a {@link CharacterCodingException} where it is not
   * UTF-8.
   *
   * @throws BadInputException naming the file, if it is UTF-16 or UTF-32
   * @throws IOException if it can't be opened
   */
  public static BufferedReader reader(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      return new BufferedReader(
          new InputStreamReader(withoutMark(file, in), StandardCharsets.UTF_8.newDecoder()));
    } catch (IOException | BadInputException e) {
      in.close();
      throw e;
    }
  }

  private static InputStream withoutMark(Path file, InputStream in) throws IOException {
    PushbackInputStream back = new PushbackInputStream(in, LONGEST_MARK);
    byte[] first = back.readNBytes(LONGEST_MARK);
    String wide = wideEncoding(first);
    if (wide != null) {
      throw new BadInputException(
          "'"
              + file
              + "' is "
              + wide
              + " text, expected UTF-8; save it as UTF-8 (in a spreadsheet: 'CSV UTF-8', comma"
              + " separated).");
    }
    int mark = startsWith(first, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    back.unread(first, mark, first.length - mark);
    return back;
  }

  /** The encoding that a file's first bytes tell, by its mark or by zeros between the letters. */
  private static String wideEncoding(byte[] first) {
    if (startsWith(first, 0xFF, 0xFE, 0, 0) || startsWith(first, 0, 0)) {
      return "UTF-32";
    }
    boolean marked = startsWith(first, 0xFF, 0xFE) || startsWith(first, 0xFE, 0xFF);
    boolean zeros = first.length >= 2 && (first[0] == 0) != (first[1] == 0);
    return marked || zeros ? "UTF-16" : null;
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    boolean equal = bytes.length >= mark.length;
    for (int i = 0; equal && i < mark.length; i++) {
      equal = (bytes[i] & 0xFF) == mark[i];
    }
    return equal;
  }

  /** The refusal of a file that turned out not to be UTF-8. */
  public static BadInputException notUtf8(Path file, Exception cause) {
    return new BadInputException("'" + file + "' is not UTF-8 text; save it as UTF-8.", cause);
  }
}
