package org.voxelbench.preparation.cache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.voxelbench.base.volume.VoxelBox;

/** A volume cut into chunks; those at the upper faces are smaller. */
record ChunkGrid(int[] shape, int edge) {

  int[] chunks() {
    int[] chunks = new int[3];
    Arrays.setAll(chunks, axis -> (shape[axis] - 1) / edge + 1);
    return chunks;
  }

  int count() {
    int[] chunks = chunks();
    return Math.multiplyExact(Math.multiplyExact(chunks[0], chunks[1]), chunks[2]);
  }

  /** The voxels of a chunk. */
  VoxelBox box(int index) {
    int[] chunks = chunks();
    int[] place = {
      index / (chunks[1] * chunks[2]), index / chunks[2] % chunks[1], index % chunks[2]
    };
    int[] lower = new int[3];
    int[] upper = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      lower[axis] = place[axis] * edge;
      upper[axis] = Math.min(lower[axis] + edge, shape[axis]);
    }
    return VoxelBox.between(lower, upper);
  }

  /** The chunks that share voxels with a box, which may reach beyond the volume. */
  List<Integer> touching(int[] lower, int[] size) {
    int[] chunks = chunks();
    int[] first = new int[3];
    int[] last = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      int start = Math.max(0, lower[axis]);
      long end = Math.min((long) lower[axis] + size[axis], shape[axis]);
      if (start >= end) {
        return List.of();
      }
      first[axis] = start / edge;
      last[axis] = (int) ((end - 1) / edge);
    }
    List<Integer> touching = new ArrayList<>();
    for (int d = first[0]; d <= last[0]; d++) {
      for (int h = first[1]; h <= last[1]; h++) {
        for (int w = first[2]; w <= last[2]; w++) {
          touching.add((d * chunks[1] + h) * chunks[2] + w);
        }
      }
    }
    return touching;
  }
}
