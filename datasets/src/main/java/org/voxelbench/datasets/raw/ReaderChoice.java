package org.voxelbench.datasets.raw;

import java.util.Optional;
import org.voxelbench.datasets.DatasetException;

/** How images are turned on reading, as {@code overwrite_image_reader_writer} chooses. */
public enum ReaderChoice {
  /** As stored: nnU-Net's SimpleITKIO and NibabelIO. */
  AS_STORED,
  /** Turned so that the axes point right, anterior, superior: nnU-Net's NibabelIOWithReorient. */
  REORIENTED;

  static ReaderChoice named(Optional<String> name) {
    return switch (name.orElse("NibabelIO")) {
      case "SimpleITKIO", "NibabelIO" -> AS_STORED;
      case "NibabelIOWithReorient" -> REORIENTED;
      default ->
          throw new DatasetException(
              "'overwrite_image_reader_writer' names the reader '"
                  + name.get()
                  + "', expected SimpleITKIO, NibabelIO or NibabelIOWithReorient.");
    };
  }
}
