package org.voxelbench.datasets.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.voxelbench.datasets.DatasetException;

/** The room that a disk must have before something is written. */
public final class FreeSpace {

  private static final double GIB = 1L << 30;

  private FreeSpace() {}

  /**
   * Checks that so much more fits on the disk of a place, whose last folders may not exist yet.
   *
   * @param what for the message, such as a file that would be written
   * @throws DatasetException if it doesn't
   */
  public static void require(long bytes, Path place, String what) throws IOException {
    Path folder = place.toAbsolutePath();
    while (!Files.isDirectory(folder)) {
      folder = folder.getParent();
    }
    long free = Files.getFileStore(folder).getUsableSpace();
    if (bytes > free) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "%s needs %.2f GiB more on the disk of '%s', where %.2f GiB are free; make room or"
                  + " give another folder.",
              what,
              bytes / GIB,
              folder,
              free / GIB));
    }
  }
}
