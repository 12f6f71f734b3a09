package org.voxelbench.harness.picture;

/**
 * The labels of a slice's pixels, row by row.
 *
 * @param labels 0 for background
 */
record LabelSlice(int[] labels, int width, int height) {

  int at(int x, int y) {
    return labels[y * width + x];
  }

  /** Whether a neighbour of a pixel has another label. */
  boolean isEdge(int x, int y) {
    int own = at(x, y);
    return x > 0 && at(x - 1, y) != own
        || x + 1 < width && at(x + 1, y) != own
        || y > 0 && at(x, y - 1) != own
        || y + 1 < height && at(x, y + 1) != own;
  }
}
