package org.voxelbench.methods.volumefusion;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.volume.VoxelBox;

/**
 * By how much a foreground and a background image are mixed in each voxel: boxes of levels, later
 * ones over earlier ones, level 0 elsewhere.
 *
 * @param boxes in the order of painting
 * @param levels of each box, in {@code [0, classes)}
 * @param classes number of levels; level i means a share of i / (classes - 1) foreground
 */
record FusionMap(List<VoxelBox> boxes, List<Integer> levels, int classes) {

  static FusionMap draw(VolumeFusion.Settings settings, int[] shape, RandomStream random) {
    BoxSizes sizes = BoxSizes.of(settings, shape);
    int count = random.nextInt(settings.fewestBoxes(), settings.mostBoxes() + 1);
    List<VoxelBox> boxes = new ArrayList<>();
    List<Integer> levels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boxes.add(VoxelBox.place(shape, sizes.draw(random), 0, random));
      levels.add(random.nextInt(settings.classes()));
    }
    return new FusionMap(boxes, levels, settings.classes());
  }

  /** The level of each voxel of a volume {@code [D, H, W]}. */
  float[] classMap(int[] shape) {
    float[] map = new float[shape[0] * shape[1] * shape[2]];
    for (int i = 0; i < boxes.size(); i++) {
      boxes.get(i).fill(map, shape, levels.get(i));
    }
    return map;
  }

  /** The mixed image of a class map. */
  float[] mix(float[] foreground, float[] background, float[] classMap) {
    float[] mixed = new float[classMap.length];
    float step = 1f / (classes - 1);
    for (int i = 0; i < mixed.length; i++) {
      float share = classMap[i] * step;
      mixed[i] = share * foreground[i] + (1 - share) * background[i];
    }
    return mixed;
  }
}
