package org.voxelbench.preparation.preprocess;

import java.util.Arrays;
import java.util.List;
import org.voxelbench.base.volume.VoxelBox;

/**
 * Where any channel isn't 0, holes filled, and the box around it (nnU-Net: {@code cropping.py}).
 *
 * @param box the box; the whole volume if every voxel is 0
 * @param mask the region inside the box, {@code [D, H, W]} of the box
 */
record NonZeroRegion(VoxelBox box, boolean[] mask) {

  static NonZeroRegion of(List<float[]> channels, int[] shape) {
    VoxelBox box = boundingBox(channels, shape);
    int[] size = box.size();
    boolean[] outside = new boolean[Volumes.size(size)];
    Arrays.fill(outside, true);
    for (float[] channel : channels) {
      float[] cut = box.cut(channel, shape);
      for (int i = 0; i < cut.length; i++) {
        outside[i] &= cut[i] == 0;
      }
    }
    boolean[] mask = new BackgroundFlood(size, outside).reached();
    for (int i = 0; i < mask.length; i++) {
      mask[i] = !mask[i];
    }
    return new NonZeroRegion(box, mask);
  }

  private static VoxelBox boundingBox(List<float[]> channels, int[] shape) {
    int[] lower = shape.clone();
    int[] upper = new int[3];
    int at = 0;
    for (int d = 0; d < shape[0]; d++) {
      for (int h = 0; h < shape[1]; h++, at += shape[2]) {
        for (float[] channel : channels) {
          int first = at;
          int last = at + shape[2] - 1;
          while (first <= last && channel[first] == 0) {
            first++;
          }
          if (first > last) {
            continue;
          }
          while (channel[last] == 0) {
            last--;
          }
          extend(lower, upper, new int[] {d, h, first - at}, new int[] {d, h, last - at});
        }
      }
    }
    return upper[0] == 0 ? VoxelBox.whole(shape) : VoxelBox.between(lower, upper);
  }

  private static void extend(int[] lower, int[] upper, int[] first, int[] last) {
    for (int axis = 0; axis < 3; axis++) {
      lower[axis] = Math.min(lower[axis], first[axis]);
      upper[axis] = Math.max(upper[axis], last[axis] + 1);
    }
  }
}
