package org.voxelbench.evaluation.export;

import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.raw.Reorientation;

/** From the axes in which a reader gave a case to those of its file. */
final class StoredGeometry {

  private StoredGeometry() {}

  /** The label map for the file, of labels as read. */
  static LabelMap map(Geometry stored, boolean reoriented, short[] asRead) {
    if (!reoriented) {
      return new LabelMap(stored, asRead);
    }
    Reorientation reorientation = Reorientation.of(stored);
    return reorientation.undo(new LabelMap(reorientation.turned(), asRead));
  }

  /** The size in the axes as read, {@code [D, H, W]}. */
  static int[] sizeAsRead(Geometry stored, boolean reoriented) {
    return reoriented ? Reorientation.of(stored).turned().size() : stored.size();
  }
}
