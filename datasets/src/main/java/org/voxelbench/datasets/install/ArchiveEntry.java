package org.voxelbench.datasets.install;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file or folder in an archive.
 *
 * @param name its path as the archive says it
 * @param folder whether it is a folder
 * @param fault what forbids to unpack it, as part of a sentence; empty if nothing does
 * @param bytes how long it says to be
 * @param content opens what it holds
 */
record ArchiveEntry(String name, boolean folder, String fault, long bytes, Content content) {

  static final String SOUND = "";
  static final String LINK = "is a link or device, expected files and folders";
  static final String ENCRYPTED = "is encrypted; unpack the archive by hand with its password";
  static final String OF_ANOTHER_METHOD =
      "is packed by a method that isn't read here; unpack the archive by hand";

  /** Opens the bytes of an entry, while the archive stands at it. */
  @FunctionalInterface
  interface Content {

    InputStream open() throws IOException;
  }

  /** Is shown entry after entry. */
  @FunctionalInterface
  interface Visitor {

    void visit(ArchiveEntry entry) throws IOException;
  }
}
