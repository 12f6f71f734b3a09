package org.voxelbench.datasets.card;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.voxelbench.base.Suggestions;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.FolderListing;
import org.voxelbench.base.file.TextFile;
import org.voxelbench.datasets.DatasetException;

/** All known data sets: those built in and those a user describes. */
public final class DatasetCards {

  private static final String INDEX = "index.txt";

  private final Map<String, DatasetCard> cards = new TreeMap<>();

  private DatasetCards() {}

  /** The built-in cards. */
  public static DatasetCards load() {
    DatasetCards all = new DatasetCards();
    for (String file : resource(INDEX).lines().filter(line -> !line.isBlank()).toList()) {
      all.add(file, CardReader.read(file, resource(file)));
    }
    return all;
  }

  /**
   * The built-in cards and those of a folder's {@code .yaml} files.
   *
   * @throws DatasetException if a card is malformed or its name taken
   */
  public static DatasetCards load(Path folder) {
    DatasetCards all = load();
    try {
      for (Path file : FolderListing.of(folder)) {
        if (file.toString().endsWith(".yaml")) {
          all.add(file.toString(), read(file));
        }
      }
    } catch (IOException e) {
      throw new DatasetException(
          folder + ": the folder of cards can't be read (" + FileFault.words(e) + ").", e);
    }
    return all;
  }

  /**
   * Reads one card.
   *
   * @throws org.voxelbench.base.BadInputException naming file and key, if it is malformed or can't
   *     be read
   */
  public static DatasetCard read(Path file) {
    return CardReader.read(file.toString(), TextFile.read(file));
  }

  private void add(String source, DatasetCard card) {
    if (cards.putIfAbsent(card.name(), card) != null) {
      throw new DatasetException(
          source + ": a data set of the 'name' " + card.name() + " is known already; rename it.");
    }
  }

  private static String resource(String name) {
    try (InputStream in = DatasetCards.class.getResourceAsStream("cards/" + name)) {
      if (in == null) {
        throw new DatasetException("the built-in card " + name + " is missing from the program.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All cards by name. */
  public List<DatasetCard> all() {
    return List.copyOf(cards.values());
  }

  /**
   * The card of a data set.
   *
   * @throws DatasetException listing all names and the nearest, if there is none
   */
  public DatasetCard named(String name) {
    DatasetCard card = cards.get(name);
    if (card == null) {
      throw new DatasetException(
          "no data set is named '"
              + name
              + "'"
              + Suggestions.hint(name, cards.keySet())
              + "; known are "
              + String.join(", ", cards.keySet())
              + ".");
    }
    return card;
  }
}
