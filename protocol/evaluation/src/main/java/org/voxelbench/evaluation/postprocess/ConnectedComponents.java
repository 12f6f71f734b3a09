package org.voxelbench.evaluation.postprocess;

import java.util.Arrays;

/**
 * The components of a mask, in which voxels that share a face, an edge or a corner are connected
 * (26 neighbours), as in nnU-Net.
 */
public final class ConnectedComponents {

  private final int[] size;
  private final int[] parent;

  private ConnectedComponents(int[] size, boolean[] mask) {
    this.size = size;
    this.parent = new int[mask.length];
    Arrays.setAll(parent, voxel -> mask[voxel] ? voxel : -1);
  }

  /**
   * The voxels of the largest component; of all largest ones, if several are of the same size.
   *
   * @param size voxels per axis, {@code [D, H, W]}
   * @param mask voxels in C order
   */
  static boolean[] largest(int[] size, boolean[] mask) {
    ConnectedComponents components = new ConnectedComponents(size, mask);
    components.connect();
    int[] voxels = new int[mask.length];
    int most = 0;
    for (int voxel = 0; voxel < mask.length; voxel++) {
      if (mask[voxel]) {
        most = Math.max(most, ++voxels[components.root(voxel)]);
      }
    }
    boolean[] largest = new boolean[mask.length];
    for (int voxel = 0; voxel < mask.length; voxel++) {
      largest[voxel] = mask[voxel] && voxels[components.root(voxel)] == most;
    }
    return largest;
  }

  /**
   * How many components there are.
   *
   * @param size voxels per axis, {@code [D, H, W]}
   * @param mask voxels in C order
   */
  public static int count(int[] size, boolean[] mask) {
    ConnectedComponents components = new ConnectedComponents(size, mask);
    components.connect();
    int count = 0;
    for (int voxel = 0; voxel < mask.length; voxel++) {
      count += components.parent[voxel] == voxel ? 1 : 0;
    }
    return count;
  }

  /** Joins every voxel with those of its neighbours that come before it. */
  private void connect() {
    int voxel = 0;
    for (int d = 0; d < size[0]; d++) {
      for (int h = 0; h < size[1]; h++) {
        for (int w = 0; w < size[2]; w++, voxel++) {
          if (parent[voxel] >= 0) {
            connect(voxel, d, h, w);
          }
        }
      }
    }
  }

  private void connect(int voxel, int d, int h, int w) {
    // Of the 27 voxels of a cube in raster order, the first 13 come before the middle one.
    for (int neighbour = 0; neighbour < 13; neighbour++) {
      int away = neighbour / 9 - 1;
      int up = neighbour / 3 % 3 - 1;
      int left = neighbour % 3 - 1;
      boolean there =
          d + away >= 0 && h + up >= 0 && h + up < size[1] && w + left >= 0 && w + left < size[2];
      if (there) {
        join(voxel, voxel + (away * size[1] + up) * size[2] + left);
      }
    }
  }

  private void join(int voxel, int neighbour) {
    if (parent[neighbour] >= 0) {
      int a = root(voxel);
      int b = root(neighbour);
      parent[Math.max(a, b)] = Math.min(a, b);
    }
  }

  private int root(int voxel) {
    int at = voxel;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
