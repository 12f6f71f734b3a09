package org.voxelbench.datasets.corpus;

import java.util.List;
import java.util.Optional;

/** What the name of a file says of an image. */
final class ImageName {

  private static final List<String> ENDINGS = List.of(".nii.gz", ".nii", ".hdr.gz", ".hdr");

  private ImageName() {}

  /** A name or path without the ending of an image; empty if it has none. */
  static Optional<String> stem(String name) {
    for (String ending : ENDINGS) {
      if (name.endsWith(ending)) {
        return Optional.of(name.substring(0, name.length() - ending.length()));
      }
    }
    return Optional.empty();
  }
}
