package org.voxelbench.base.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.TextFile;

/**
 * A CSV file of fixed columns: UTF-8, comma, {@code \n}, one header line; read strictly, but for a
 * byte order mark, {@code \r\n} and quotes, which spreadsheets write.
 *
 * @param columns names in the order of the file
 */
public record CsvTable(List<String> columns) {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').setIgnoreEmptyLines(false).get();

  private static final Map<Character, String> OTHER_SEPARATORS =
      Map.of(';', "semicolons", '\t', "tabs");

  public CsvTable {
    columns = List.copyOf(columns);
  }

  /**
   * Header and rows as text.
   *
   * @throws BadInputException if a field is empty or holds a line break
   */
  public String text(List<List<String>> rows) {
    StringBuilder out = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(out, FORMAT)) {
      printer.printRecord(columns);
      for (List<String> row : rows) {
        check(row);
        printer.printRecord(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private void check(List<String> row) {
    for (int i = 0; i < columns.size(); i++) {
      String field = row.get(i);
      if (field == null || field.isEmpty() || holdsControl(field)) {
        throw new BadInputException(
            "column '"
                + columns.get(i)
                + "' can't hold '"
                + field
                + "': a field is a text without line breaks and tabs.");
      }
    }
  }

  private static boolean holdsControl(List<String> fields) {
    for (String field : fields) {
      if (holdsControl(field)) {
        return true;
      }
    }
    return false;
  }

  /** Millions of fields go through here. */
  private static boolean holdsControl(String field) {
    for (int i = 0; i < field.length(); i++) {
      if (Character.isISOControl(field.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the header of a file is exactly these columns. */
  public boolean heads(Path file) {
    return columns.equals(header(file));
  }

  /** The columns that the first line of a file names; none if it has no line. */
  public static List<String> header(Path file) {
    return fields(firstLine(file), ',');
  }

  private static String firstLine(Path file) {
    try (BufferedReader reader = TextFile.reader(file)) {
      String line = reader.readLine();
      return line == null ? "" : line;
    } catch (CharacterCodingException e) {
      throw TextFile.notUtf8(file, e);
    } catch (NoSuchFileException e) {
      throw missing(file, e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The fields of a file's first row by the names in its header, whatever these are. */
  public static Map<String, String> firstRow(Path file) {
    Map<String, String> fields = new HashMap<>();
    try (BufferedReader reader = TextFile.reader(file);
        CSVParser parser = CSVParser.parse(reader, FORMAT)) {
      Iterator<CSVRecord> records = parser.iterator();
      CSVRecord header = records.hasNext() ? records.next() : null;
      CSVRecord row = records.hasNext() ? records.next() : null;
      for (int i = 0; row != null && i < Math.min(header.size(), row.size()); i++) {
        fields.put(header.get(i), row.get(i));
      }
      return fields;
    } catch (CharacterCodingException e) {
      throw TextFile.notUtf8(file, e);
    } catch (NoSuchFileException e) {
      throw missing(file, e);
    } catch (UncheckedIOException e) {
      throw new BadInputException(
          "'" + file + "' is not CSV: " + e.getCause().getMessage() + "; write it anew.", e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The fields of a line; none if its quotes don't fit the separator. */
  private static List<String> fields(String line, char separator) {
    CSVFormat format = FORMAT.builder().setDelimiter(separator).get();
    try (CSVParser parser = CSVParser.parse(line, format)) {
      Iterator<CSVRecord> records = parser.iterator();
      return records.hasNext() ? records.next().toList() : List.of();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /**
   * Reads every row.
   *
   * @throws BadInputException naming file and line, if the header is not exactly the columns, a row
   *     has more or fewer fields, or the file ends within a row
   */
  public <T> List<T> read(Path file, Function<CsvRow, T> toRow) {
    checkSeparator(file);
    checkEnd(file);
    try (BufferedReader reader = TextFile.reader(file)) {
      return read(file, reader, toRow);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Reads every row of a text that ends with a whole row.
   *
   * @param file where the text stands, for messages
   * @throws BadInputException as {@link #read(Path, Function)}
   */
  public <T> List<T> read(Path file, Reader text, Function<CsvRow, T> toRow) {
    try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
      Iterator<CSVRecord> records = parser.iterator();
      checkHeader(file, records.hasNext() ? records.next().toList() : List.of());
      Map<String, Integer> positions = new HashMap<>();
      columns.forEach(column -> positions.put(column, positions.size()));
      List<T> rows = new ArrayList<>();
      while (records.hasNext()) {
        List<String> fields = records.next().toList();
        long line = parser.getCurrentLineNumber();
        if (fields.size() != columns.size()) {
          throw new BadInputException(
              "'"
                  + file
                  + "', line "
                  + line
                  + ": the row has "
                  + fields.size()
                  + " fields, not "
                  + columns.size()
                  + "; it is damaged, so write the file anew.");
        }
        if (holdsControl(fields)) {
          throw new BadInputException(
              "'"
                  + file
                  + "', line "
                  + line
                  + ": a field holds a line break, a tab or another control character; write the"
                  + " file anew.");
        }
        rows.add(toRow.apply(new CsvRow(file, line, positions, fields)));
      }
      return rows;
    } catch (CharacterCodingException e) {
      throw TextFile.notUtf8(file, e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw TextFile.notUtf8(file, e);
      }
      throw new BadInputException(
          "'" + file + "' is not CSV: " + e.getCause().getMessage() + "; write it anew.", e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static void checkEnd(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      long size = channel.size();
      if (size == 0) {
        throw new BadInputException("'" + file + "' is empty; write it anew.");
      }
      channel.read(last, size - 1);
      if (last.get(0) != '\n') {
        throw new BadInputException(
            "'" + file + "' ends within its last row: half-written or cut, so write it anew.");
      }
    } catch (NoSuchFileException e) {
      throw missing(file, e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private void checkHeader(Path file, List<String> header) {
    HashSet<String> seen = new HashSet<>();
    for (String column : header) {
      if (!columns.contains(column)) {
        throw header(file, "column '" + column + "' is unknown");
      }
      if (!seen.add(column)) {
        throw header(file, "column '" + column + "' stands twice");
      }
    }
    for (String column : columns) {
      if (!seen.contains(column)) {
        throw header(file, "column '" + column + "' is missing");
      }
    }
    if (!header.equals(columns)) {
      throw header(file, "the columns are in another order");
    }
  }

  /** Spreadsheets write semicolons where numbers have commas. */
  private void checkSeparator(Path file) {
    String line = firstLine(file);
    OTHER_SEPARATORS.forEach(
        (separator, name) -> {
          List<String> split = fields(line, separator);
          if (split.size() > 1 && split.contains(columns.get(0))) {
            throw new BadInputException(
                "'"
                    + file
                    + "', line 1: the columns are separated by "
                    + name
                    + ", expected commas; save the file with commas between columns and points in"
                    + " numbers.");
          }
        });
  }

  private BadInputException header(Path file, String what) {
    return new BadInputException(
        "'" + file + "', line 1: " + what + "; the header must be " + String.join(",", columns));
  }

  private static BadInputException missing(Path file, Exception cause) {
    return new BadInputException("'" + file + "' is missing.", cause);
  }

  private static BadInputException unreadable(Path file, IOException cause) {
    return new BadInputException(
        "can't read '" + file + "': " + FileFault.words(cause) + ".", cause);
  }
}
