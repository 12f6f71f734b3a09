package org.voxelbench.base.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.TextFile;

/**
 * A CSV file of others, read row by row by the names in its header, whatever further columns it
 * has.
 *
 * @param file UTF-8, with commas between columns
 * @param required columns that it must have
 */
public record CsvSheet(Path file, List<String> required) {

  public CsvSheet {
    required = List.copyOf(required);
  }

  /** One row. */
  public record Row(Path file, long line, Map<String, Integer> positions, CSVRecord fields) {

    /** The text under a column's name; empty if there is no such column, or nothing in it. */
    public Optional<String> text(String column) {
      Integer position = positions.get(column);
      return position == null || position >= fields.size() || fields.get(position).isBlank()
          ? Optional.empty()
          : Optional.of(fields.get(position).strip());
    }

    /**
     * The text under a column's name.
     *
     * @throws BadInputException naming file and line, if there is none
     */
    public String need(String column) {
      return text(column)
          .orElseThrow(
              () ->
                  new BadInputException(
                      "'" + file + "', line " + line + ": column '" + column + "' is empty."));
    }

    /**
     * The number under a column's name; empty if there is none, or none that is finite.
     *
     * @throws BadInputException naming file and line, if the text is no number
     */
    public Optional<Double> number(String column) {
      try {
        return text(column).map(Double::parseDouble).filter(Double::isFinite);
      } catch (NumberFormatException e) {
        return text(column)
            .filter(text -> !text.equalsIgnoreCase("nan"))
            .map(
                text -> {
                  throw new BadInputException(
                      "'"
                          + file
                          + "', line "
                          + line
                          + ": column '"
                          + column
                          + "' holds '"
                          + text
                          + "', expected a number.",
                      e);
                });
      }
    }
  }

  /**
   * Hands on all rows in their order, one at a time.
   *
   * @throws BadInputException naming the file, if it is missing, no CSV, or lacks a column
   */
  public void forEach(Consumer<Row> rows) {
    try (BufferedReader reader = TextFile.reader(file);
        CSVParser parser = CSVParser.parse(reader, CSVFormat.RFC4180)) {
      Iterator<CSVRecord> records = parser.iterator();
      Map<String, Integer> positions = positions(records);
      while (records.hasNext()) {
        CSVRecord fields = records.next();
        rows.accept(new Row(file, parser.getCurrentLineNumber(), positions, fields));
      }
    } catch (CharacterCodingException e) {
      throw TextFile.notUtf8(file, e);
    } catch (NoSuchFileException e) {
      throw new BadInputException("'" + file + "' is missing.", e);
    } catch (UncheckedIOException e) {
      throw new BadInputException(
          "'" + file + "' is not CSV: " + e.getCause().getMessage() + "; write it anew.", e);
    } catch (IOException e) {
      throw new BadInputException("'" + file + "' can't be read: " + FileFault.words(e) + ".", e);
    }
  }

  private Map<String, Integer> positions(Iterator<CSVRecord> records) {
    Map<String, Integer> positions = new HashMap<>();
    if (records.hasNext()) {
      records.next().forEach(name -> positions.putIfAbsent(name.strip(), positions.size()));
    }
    List<String> missing = required.stream().filter(name -> !positions.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new BadInputException(
          "'"
              + file
              + "', line 1: column '"
              + missing.get(0)
              + "' is missing; the header must name "
              + String.join(", ", required)
              + ", with commas between the columns.");
    }
    return positions;
  }
}
