package org.voxelbench.datasets.layout;

import java.nio.file.Path;

/**
 * A file that nnU-Net can't read at its publisher's, written beside the {@code dataset.json}.
 *
 * @param place its path below the converted data set, with slashes
 * @param recipe all that it depends on, as a text
 * @param writer makes it
 */
record DerivedFile(String place, String recipe, Writer writer) {

  /** Reads what it is made of and writes it. */
  @FunctionalInterface
  interface Writer {

    /** Writes the file whole or not at all. */
    void write(Path file);
  }
}
