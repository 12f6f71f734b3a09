package org.voxelbench.datasets.corpus;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.voxelbench.base.Listing;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.ReaderChoice;
import org.voxelbench.datasets.raw.Scan;
import org.voxelbench.datasets.raw.VariablePath;
import org.voxelbench.datasets.volume.Volumes;

/** The images of a corpus as they are found; each has an id of its own. */
final class ImageList {

  private final Path folder;
  private final Path source;
  private final Optional<Pattern> exclude;
  private final Map<String, RawCase> cases = new TreeMap<>();

  /** Images of one name, a pair each. */
  private final List<String> doubled = new ArrayList<>();

  /** One text for all images that share it. */
  private final Map<String, String> shared = new HashMap<>();

  /**
   * No image yet.
   *
   * @param folder where the corpus lies
   * @param source what lists its images: a file, or the folder itself
   * @param exclude finds something in the path of what is left out
   */
  ImageList(Path folder, Path source, Optional<Pattern> exclude) {
    this.folder = folder;
    this.source = source;
    this.exclude = exclude;
  }

  /** Where the corpus lies. */
  Path folder() {
    return folder;
  }

  /** What lists the images. */
  Path source() {
    return source;
  }

  /**
   * A file that the list names, of a folder if its path is relative; variables are replaced.
   *
   * @throws DatasetException if that can't be a path
   */
  Path file(Path root, String written) {
    try {
      return new VariablePath(written).in(root);
    } catch (InvalidPathException e) {
      throw new DatasetException(
          source
              + ": the path of an image or mask holds what no path can ("
              + e.getReason()
              + "); correct the list.",
          e);
    }
  }

  /** Whether a file is left out, by its path below the folder. */
  boolean excludes(String path) {
    return exclude.filter(pattern -> pattern.matcher(path).find()).isPresent();
  }

  /**
   * Adds an image, unless it is left out.
   *
   * @param path what it is called in the corpus, with slashes
   * @param file where it lies
   * @param ignoreMask marks voxels that no loss may count
   */
  void add(String path, Path file, Scan scan, Optional<Path> ignoreMask) {
    if (excludes(path)) {
      return;
    }
    String id = CaseIds.of(ImageName.stem(path).orElse(path));
    Scan lean =
        new Scan(
            one(scan.subject()),
            one(scan.session()),
            one(scan.modality()),
            scan.quality(),
            scan.anatomyMask());
    RawCase twice =
        cases.put(
            id,
            new RawCase(
                id,
                List.of(file),
                Optional.empty(),
                ReaderChoice.AS_STORED,
                ignoreMask,
                Optional.of(lean)));
    if (twice != null) {
      doubled.add(file + " and " + twice.imageFiles().get(0) + " (case '" + id + "')");
    }
  }

  private String one(String text) {
    return shared.computeIfAbsent(text, same -> same);
  }

  /**
   * All images, sorted by id.
   *
   * @throws DatasetException if there is none, or naming those that have one name
   */
  List<RawCase> sorted() {
    if (!doubled.isEmpty()) {
      throw new DatasetException(
          source
              + ": the corpus has images twice, as "
              + Listing.of(doubled)
              + "; remove one of each, or leave it out by the card's 'corpus.exclude'.");
    }
    if (cases.isEmpty()) {
      throw new DatasetException(
          source
              + ": no image of the corpus is listed here, expected files that end in "
              + String.join(", ", Volumes.endings())
              + "; look at the card's 'corpus'.");
    }
    return List.copyOf(cases.values());
  }
}
