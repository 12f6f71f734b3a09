package org.voxelbench.datasets.layout;

import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.LabelMap;

/** Brings a structure to another grid: of each voxel there, the nearest of the structure's own. */
final class GridTransfer {

  private final LabelMap structure;
  private final Geometry grid;
  private final double[][] toStructure;

  GridTransfer(LabelMap structure, Geometry grid) {
    this.structure = structure;
    this.grid = grid;
    this.toStructure = Affines.times(Affines.inverse(structure.geometry().affine()), grid.affine());
  }

  /**
   * Paints the voxels of the grid where the structure is not 0.
   *
   * @param labels in C order of the grid's {@code [D, H, W]}
   * @return whether there is such a voxel
   */
  boolean paint(short value, short[] labels) {
    int[] size = grid.size();
    boolean painted = false;
    int index = 0;
    for (int k = 0; k < size[0]; k++) {
      for (int j = 0; j < size[1]; j++) {
        for (int i = 0; i < size[2]; i++, index++) {
          if (isSet(i, j, k)) {
            labels[index] = value;
            painted = true;
          }
        }
      }
    }
    return painted;
  }

  private boolean isSet(int i, int j, int k) {
    int[] own = structure.geometry().size();
    long index = 0;
    for (int axis = 2; axis >= 0; axis--) {
      double[] row = toStructure[axis];
      long at = Math.round(row[0] * i + row[1] * j + row[2] * k + row[3]);
      int length = own[2 - axis];
      if (at < 0 || at >= length) {
        return false;
      }
      index = index * length + at;
    }
    return structure.labels()[(int) index] != 0;
  }
}
