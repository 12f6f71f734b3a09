package org.voxelbench.datasets.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.voxelbench.datasets.DatasetException;

/** Symbolic links that lead from their own folder, so that a data root can be moved as a whole. */
final class RelativeLink {

  private RelativeLink() {}

  /**
   * Makes a link, or turns one that leads elsewhere.
   *
   * @param link its place, in a folder that is there
   * @param to where it leads, without links on the way
   * @throws DatasetException if the file system holds no links
   */
  static void make(Path link, Path to) throws IOException {
    Path folder = link.getParent().toRealPath();
    Path relative = folder.relativize(to);
    if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(relative)) {
      return;
    }
    Path aside = folder.resolve("." + link.getFileName() + ".link");
    try {
      Files.deleteIfExists(aside);
      Files.createSymbolicLink(aside, relative);
    } catch (UnsupportedOperationException e) {
      throw new DatasetException(
          link + ": this file system holds no links; convert into another one.", e);
    }
    Files.move(aside, link, StandardCopyOption.ATOMIC_MOVE);
  }
}
