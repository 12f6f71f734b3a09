package org.voxelbench.datasets.card;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.corpus.CorpusSource;
import org.voxelbench.datasets.layout.Layout;

/**
 * What is known of one data set. Values that no source gives are empty; {@code access} then says
 * why and how the data can be had.
 *
 * @param name unique name, letters, digits, {@code _ - .}
 * @param title in words
 * @param paper its number in arXiv 2410.23132 (D1 to D13), if it is one of those
 * @param role what it is for
 * @param modality the kind of images
 * @param channels names of the channels, as far as known
 * @param labels names of labels or regions with their values; empty where unknown
 * @param trainingCases number of labelled cases, or of images in an unlabelled set
 * @param testCases number of cases held out by the makers
 * @param spacing on the spacing, in words
 * @param grouping on cases that belong together, such as several of one patient, in words
 * @param size on the size of what is fetched, in words
 * @param citation whom to cite
 * @param licence under which terms the data may be used
 * @param page where its makers describe it
 * @param archives the archives that hold it, all of them needed
 * @param files where its files are listed, if they are no archives
 * @param access how to get the data
 * @param folders names under which the data set may lie below a data root
 * @param source where all this was read
 * @param notes what else one should know
 * @param corpus where the images of an unlabelled data set are listed; empty for those of one
 *     folder
 * @param layout how the files that its publisher ships map to cases
 */
public record DatasetCard(
    String name,
    String title,
    Optional<String> paper,
    Role role,
    String modality,
    List<String> channels,
    Map<String, List<Integer>> labels,
    OptionalInt trainingCases,
    OptionalInt testCases,
    Optional<String> spacing,
    Optional<String> grouping,
    Optional<String> size,
    Optional<String> citation,
    Optional<String> licence,
    Optional<String> page,
    List<CardArchive> archives,
    Optional<FileTree> files,
    Optional<Access> access,
    List<String> folders,
    List<String> source,
    Optional<String> notes,
    Optional<CorpusSource> corpus,
    Optional<Layout> layout) {

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_.-]*");

  public DatasetCard {
    channels = List.copyOf(channels);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    archives = List.copyOf(archives);
    folders = List.copyOf(folders);
    source = List.copyOf(source);
    List<String> mistakes =
        mistakes(name, folders, !archives.isEmpty() || files.isPresent() || access.isPresent());
    if (!mistakes.isEmpty()) {
      throw new DatasetException(String.join(" ", mistakes));
    }
  }

  /** The card of a user's own labelled data set that has none. */
  public static DatasetCard own(String name) {
    return own(name, Role.DEV);
  }

  /** The card of a user's own corpus that has none. */
  public static DatasetCard ownCorpus(String name) {
    return own(name, Role.UNLABELLED);
  }

  private static DatasetCard own(String name, Role role) {
    return new DatasetCard(
        name,
        name,
        Optional.empty(),
        role,
        "not stated",
        List.of(),
        Map.of(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.of(Access.said("your own data")),
        List.of(name),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** What can't be of a card, a sentence each; whether it says how the data are had. */
  static List<String> mistakes(String name, List<String> folders, boolean had) {
    List<String> mistakes = new ArrayList<>();
    folders.forEach(folder -> check("folders", folder).ifPresent(mistakes::add));
    if (!folders.equals(List.of(name))) {
      check("name", name).ifPresent(mistakes::add);
    }
    if (!had) {
      mistakes.add(
          "'archives' is empty, so 'access' must say in words how to get the data,"
              + " such as 'access: our own'.");
    }
    return mistakes;
  }

  private static Optional<String> check(String key, String value) {
    return NAME.matcher(value).matches()
        ? Optional.empty()
        : Optional.of(
            "'" + key + "' holds '" + value + "', expected letters, digits, '_', '-' and '.'.");
  }

  /** Whether it can be fetched without anybody's help. */
  public boolean isDownloadable() {
    return files.isPresent()
        || !archives.isEmpty() && archives.stream().allMatch(archive -> archive.url().isPresent());
  }

  /** How to get it, in words and with the address of its page. */
  public String howToGet() {
    String words =
        access
            .map(Access::words)
            .filter(said -> !said.isEmpty())
            .orElse("'voxelbench datasets fetch " + name + "' fetches it");
    return page.map(address -> words + " (" + address + ")").orElse(words);
  }
}
