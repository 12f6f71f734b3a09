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
 * @param citation whom to cite
 * @param licence under which terms the data may be used
 * @param url where the data come from; an archive to fetch where a checksum is given
 * @param checksum of the archive at {@code url}
 * @param access how to get the data, in words
 * @param folders names under which the data set may lie below a data root
 * @param notes what else one should know
 * @param corpus where the images of an unlabelled data set are listed; empty for those of one
 *     folder
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
    Optional<String> citation,
    Optional<String> licence,
    Optional<String> url,
    Optional<Checksum> checksum,
    Optional<String> access,
    List<String> folders,
    Optional<String> notes,
    Optional<CorpusSource> corpus) {

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_.-]*");

  /** The SHA-256 in hexadecimal and the length of an archive. */
  public record Checksum(String sha256, long bytes) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public Checksum {
      if (!SHA256.matcher(sha256).matches() || bytes < 1) {
        throw new DatasetException(
            "'checksum' is '"
                + sha256
                + "' over "
                + bytes
                + " bytes, expected 64 small hexadecimal digits and a length.");
      }
    }
  }

  public DatasetCard {
    channels = List.copyOf(channels);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    folders = List.copyOf(folders);
    List<String> mistakes =
        mistakes(name, folders, checksum.isPresent(), access.isPresent(), url.isPresent());
    if (!mistakes.isEmpty()) {
      throw new DatasetException(String.join(" ", mistakes));
    }
  }

  /** What can't be of a card, a sentence each; whether it has a checksum, an access, an address. */
  static List<String> mistakes(
      String name, List<String> folders, boolean checksum, boolean access, boolean url) {
    List<String> mistakes = new ArrayList<>();
    folders.forEach(folder -> check("folders", folder).ifPresent(mistakes::add));
    if (!folders.equals(List.of(name))) {
      check("name", name).ifPresent(mistakes::add);
    }
    if (!checksum && !access) {
      mistakes.add("'checksum' is empty, so 'access' must say in words how to get the data.");
    }
    if (checksum && !url) {
      mistakes.add("'checksum' is given, so 'url' must say of which archive.");
    }
    return mistakes;
  }

  private static Optional<String> check(String key, String value) {
    return NAME.matcher(value).matches()
        ? Optional.empty()
        : Optional.of(
            "'" + key + "' holds '" + value + "', expected letters, digits, '_', '-' and '.'.");
  }

  /** Whether the archive can be fetched and checked without anybody's help. */
  public boolean isDownloadable() {
    return checksum.isPresent();
  }
}
