package org.voxelbench.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import org.voxelbench.datasets.DatasetException;

/** Folders that a command is told to read. */
final class Folders {

  private Folders() {}

  /**
   * Checks that a folder is there, so that a mistyped one isn't taken for missing predictions.
   *
   * @throws DatasetException naming it, if it isn't
   */
  static Path existing(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DatasetException("'" + folder + "' is no folder; expected one of predictions.");
    }
    return folder;
  }
}
