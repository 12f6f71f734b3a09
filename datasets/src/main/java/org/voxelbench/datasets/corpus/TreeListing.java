package org.voxelbench.datasets.corpus;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.raw.Scan;

/**
 * Every image of a folder tree.
 *
 * @param images takes them
 * @param subject finds whose an image is in its path; empty if each is a subject of its own
 */
record TreeListing(ImageList images, Optional<Pattern> subject) {

  void list() {
    new ImageTree(images.folder(), Set.of())
        .forEach((path, file) -> images.add(path, file, scan(path, file), Optional.empty()));
  }

  private Scan scan(String path, Path file) {
    if (subject.isEmpty() || images.excludes(path)) {
      return Scan.of(path);
    }
    Matcher matcher = subject.get().matcher(path);
    if (!matcher.find()) {
      throw new DatasetException(
          file
              + ": 'corpus.subject' ("
              + subject.get()
              + ") finds no subject in its path '"
              + path
              + "'; correct the pattern, or leave such files out with 'corpus.exclude'.");
    }
    boolean group = matcher.groupCount() > 0 && matcher.group(1) != null;
    return Scan.of(group ? matcher.group(1) : matcher.group());
  }
}
