package org.voxelbench.harness.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.FolderListing;
import org.voxelbench.datasets.DatasetException;

/** Folders that a command is told to read. */
public final class FolderChecks {

  private FolderChecks() {}

  /**
   * Checks that a folder of results is there.
   *
   * @throws DatasetException naming it, if it isn't
   */
  public static Path results(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DatasetException(
          "'" + folder + "' is no folder of results; name the benchmark's with --out (OUT=).");
    }
    return folder;
  }

  /**
   * The names of what lies in a folder, sorted, without what systems leave there.
   *
   * @throws DatasetException naming it, if it can't be listed
   */
  public static List<String> names(Path folder) {
    try {
      return FolderListing.of(folder).stream().map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new DatasetException(
          "can't list the folder '" + folder + "': " + FileFault.words(e) + ".", e);
    }
  }
}
