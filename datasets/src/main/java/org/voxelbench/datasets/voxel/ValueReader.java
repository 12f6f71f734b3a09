package org.voxelbench.datasets.voxel;

import java.io.IOException;

/** Reads the numbers of a stream one after the other. */
interface ValueReader {

  /** Leaves values out. */
  void skip(long values) throws IOException;

  /** Reads the next {@code count} values. */
  void read(double[] to, int count) throws IOException;
}
