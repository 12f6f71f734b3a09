package org.voxelbench.datasets.corpus;

import java.util.Optional;
import org.voxelbench.datasets.volume.Volumes;

/** What the name of a file says of an image. */
final class ImageName {

  private ImageName() {}

  /** A name or path without the ending of an image; empty if it has none. */
  static Optional<String> stem(String name) {
    for (String ending : Volumes.endings()) {
      if (name.endsWith(ending)) {
        return Optional.of(name.substring(0, name.length() - ending.length()));
      }
    }
    return Optional.empty();
  }
}
