package org.voxelbench.methods.swinunetr;

import java.util.List;
import java.util.function.Consumer;
import org.voxelbench.base.volume.VoxelBox;

/**
 * Hides boxes of a view: first behind noise of its own range [0, 1], then behind what another image
 * of the batch has in their place (MONAI research contributions: the pre-training of Swin UNETR).
 *
 * <p>A pass ends when the boxes' volumes sum up to a drawn share of the patch, overlaps counted. A
 * box that would leave the patch is cut at its border.
 *
 * @param mostShare upper bound of the drawn share
 * @param smallest shortest side as a share of the axis
 * @param largest longest side as a share of the axis
 */
record CutOut(double mostShare, double smallest, double largest) {

  /**
   * Cuts out of all views, in place, one after another: a view that is filled from an earlier one
   * gets what is left of it.
   *
   * @param views one {@code [D, H, W]} of each image
   * @param draws of each image
   */
  void apply(List<float[]> views, int[] shape, List<CutOutDraws> draws) {
    for (int i = 0; i < views.size(); i++) {
      float[] view = views.get(i);
      CutOutDraws mine = draws.get(i);
      pass(shape, mine, box -> box.write(unit(mine.noise(box.voxels())), view, shape));
      int other = mine.between(0, views.size() - 1);
      if (other != i) {
        pass(shape, mine, box -> box.copy(views.get(other), view, shape));
      }
    }
  }

  private void pass(int[] shape, CutOutDraws draws, Consumer<VoxelBox> cut) {
    double enough = draws.share(mostShare) * shape[0] * shape[1] * shape[2];
    for (long cutOut = 0; cutOut < enough; ) {
      VoxelBox box = box(shape, draws);
      cut.accept(box);
      cutOut += box.voxels();
    }
  }

  private VoxelBox box(int[] shape, CutOutDraws draws) {
    int[] shortest = new int[3];
    int[] start = new int[3];
    int[] size = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      shortest[axis] = Math.max(1, (int) (smallest * shape[axis]));
      start[axis] = draws.between(0, shape[axis] - shortest[axis]);
    }
    for (int axis = 0; axis < 3; axis++) {
      int longest = Math.max(shortest[axis], (int) (largest * shape[axis]));
      size[axis] = Math.min(draws.between(shortest[axis], longest), shape[axis] - start[axis]);
    }
    return new VoxelBox(start, size);
  }

  /** Values stretched to [0, 1], in place; all 0 where they are equal. */
  private static float[] unit(float[] values) {
    float lowest = Float.POSITIVE_INFINITY;
    float highest = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
    float range = highest > lowest ? highest - lowest : 1;
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - lowest) / range;
    }
    return values;
  }
}
