package org.voxelbench.datasets.dicom;

import java.util.List;

/**
 * Where the pixels of a file lie.
 *
 * @param tag the attribute that holds them
 * @param offset the first byte, in the file or in what it inflates to
 * @param length bytes of native pixels; -1 where they are in fragments
 * @param fragments those of packed pixels, the table of offsets first
 */
record PixelData(int tag, long offset, long length, List<Fragment> fragments) {

  PixelData {
    fragments = List.copyOf(fragments);
  }

  /** Bytes of a file. */
  record Fragment(long offset, int length) {}

  boolean isPacked() {
    return length < 0;
  }
}
