package org.voxelbench.datasets.raw;

import java.io.IOException;
import java.nio.file.Path;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.datasets.DatasetException;

/** Gives the SHA-256 of the bytes of a data set's files, in hexadecimal. */
@FunctionalInterface
public interface FileHashes {

  /** Reads the whole file. */
  FileHashes READ =
      file -> {
        try {
          return Sha256.of(file);
        } catch (IOException e) {
          throw new DatasetException(file + ": can't be read for its hash; is it missing?", e);
        }
      };

  /**
   * The hash of a file.
   *
   * @throws DatasetException naming the file, if it can't be read
   */
  String of(Path file);
}
