package org.voxelbench.datasets.card;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Suggestions;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.FolderListing;
import org.voxelbench.base.file.TextFile;
import org.voxelbench.datasets.DatasetException;

/** All known data sets: those built in and those a user describes. */
public final class DatasetCards {

  private static final String INDEX = "index.txt";

  private static final Pattern NAME = Pattern.compile("(?m)^name:\\s*[\"']?([A-Za-z0-9_.-]+)");

  private final Map<String, DatasetCard> cards = new TreeMap<>();
  private final Map<String, String> faults = new TreeMap<>();

  /** The cards that come with the program, by their files. */
  private static final class BuiltIn {

    static final Map<String, DatasetCard> CARDS = read();

    private static Map<String, DatasetCard> read() {
      Map<String, DatasetCard> cards = new LinkedHashMap<>();
      for (String file : resource(INDEX).lines().filter(line -> !line.isBlank()).toList()) {
        cards.put(file, CardReader.read(file, resource(file)));
      }
      return cards;
    }
  }

  private DatasetCards() {}

  /** The built-in cards; they are read once. */
  public static DatasetCards load() {
    DatasetCards all = new DatasetCards();
    BuiltIn.CARDS.forEach(all::add);
    return all;
  }

  /**
   * The built-in cards and those of a folder's {@code .yaml} files.
   *
   * @throws DatasetException with the mistakes of all cards that are malformed or whose name is
   *     taken
   */
  public static DatasetCards load(Path folder) {
    DatasetCards all = readable(folder);
    if (!all.faults.isEmpty()) {
      throw new DatasetException(String.join(" ", all.faults()));
    }
    return all;
  }

  /** The same without those that have mistakes, which are refused where they are asked for. */
  public static DatasetCards readable(Path folder) {
    DatasetCards all = load();
    try {
      for (Path file : FolderListing.of(folder)) {
        if (file.toString().endsWith(".yaml")) {
          all.addReadable(file);
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

  private void addReadable(Path file) throws IOException {
    try {
      add(file.toString(), read(file));
    } catch (BadInputException e) {
      faults.merge(name(file), e.getMessage(), (one, other) -> one + " " + other);
    }
  }

  /** The name that a card with mistakes was meant to give. */
  private static String name(Path file) throws IOException {
    Matcher name = NAME.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    return name.find() ? name.group(1) : file.getFileName().toString().replaceFirst("\\.yaml$", "");
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

  /** The card of a data set, if all have one. */
  public DatasetCard named(String name) {
    return named(name, List.of());
  }

  /** All cards by name. */
  public List<DatasetCard> all() {
    return List.copyOf(cards.values());
  }

  /** The mistakes of the cards that can't be used, a card an entry. */
  public List<String> faults() {
    return List.copyOf(faults.values());
  }

  /** Whether there is a card of that name, with mistakes or without. */
  public boolean knows(String name) {
    return cards.containsKey(name) || faults.containsKey(name);
  }

  /**
   * The card of a data set.
   *
   * @param others names of data sets without a card
   * @throws DatasetException with its mistakes, if it can't be used; listing all names and the
   *     nearest, if there is none
   */
  public DatasetCard named(String name, Collection<String> others) {
    if (faults.containsKey(name)) {
      throw new DatasetException(faults.get(name));
    }
    TreeSet<String> known = new TreeSet<>(cards.keySet());
    known.addAll(others);
    DatasetCard card = cards.get(name);
    if (card == null) {
      throw new DatasetException(
          "no data set is named '"
              + name
              + "'"
              + Suggestions.hint(name, known)
              + "; your own are looked for below --data, and known are "
              + String.join(", ", known)
              + ".");
    }
    return card;
  }
}
