package org.voxelbench.datasets.corpus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.raw.RawCase;

/**
 * Where the images of a corpus are listed.
 *
 * @param kind what lists them
 * @param index the file that lists them, in the corpus' folder; empty for the kind's usual one
 * @param exclude finds something in the path, below the folder, of each file that is no image of
 *     the corpus; empty if all are
 * @param subject finds the subject in an image's path below the folder: its first group, or the
 *     whole match; empty if the kind says, or each image is a subject of its own
 */
public record CorpusSource(
    CorpusKind kind, Optional<String> index, Optional<Pattern> exclude, Optional<Pattern> subject) {

  public CorpusSource {
    if (index.isPresent() && kind.usualIndex().isEmpty()) {
      throw new DatasetException(
          "'corpus.index' is '"
              + index.get()
              + "', but a corpus of kind "
              + word(kind)
              + " is listed from its folders; leave it out, or give another 'corpus.kind'.");
    }
    if (subject.isPresent() && kind != CorpusKind.TREE) {
      throw new DatasetException(
          "'corpus.subject' is '"
              + subject.get()
              + "', but a corpus of kind "
              + word(kind)
              + " says whose each image is; leave it out.");
    }
  }

  /** A list with patterns as a card writes them. */
  public static CorpusSource of(
      CorpusKind kind, Optional<String> index, Optional<String> exclude, Optional<String> subject) {
    return new CorpusSource(
        kind,
        index,
        exclude.map(regex -> pattern("exclude", regex)),
        subject.map(regex -> pattern("subject", regex)));
  }

  private static Pattern pattern(String key, String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new DatasetException(
          "'corpus."
              + key
              + "' is '"
              + regex
              + "', which is no regular expression ("
              + e.getDescription()
              + ").",
          e);
    }
  }

  private static String word(CorpusKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Lists the images, sorted by id; no image is opened.
   *
   * @param folder where the corpus lies
   * @throws org.voxelbench.base.BadInputException naming the file, if the index is missing or
   *     malformed, an image is listed twice, or there is none
   */
  public List<RawCase> list(Path folder) {
    Path source = kind.usualIndex().isPresent() ? indexIn(folder) : folder;
    ImageList images = new ImageList(folder, source, exclude);
    switch (kind) {
      case TREE -> new TreeListing(images, subject).list();
      case BIDS -> new BidsListing(images).list();
      case NNSSL -> new NnsslListing(images).list();
      case OPENMIND -> new OpenMindListing(images).list();
      case LIST -> new ListFile(images).list();
    }
    return images.sorted();
  }

  /** Whether the file is there that lists the images; so it is where folders are listed. */
  public boolean isIn(Path folder) {
    return indexFile(folder).filter(file -> !Files.isRegularFile(file)).isEmpty();
  }

  private Optional<Path> indexFile(Path folder) {
    return index.or(kind::usualIndex).map(folder::resolve);
  }

  private Path indexIn(Path folder) {
    Path file = indexFile(folder).orElseThrow();
    if (!Files.isRegularFile(file)) {
      throw new DatasetException(
          file
              + ": the list of the corpus' images is missing; put it there, or say in the card's"
              + " 'corpus' what it is called ('index'), or what lists the images else ('kind').");
    }
    return file;
  }
}
