package org.voxelbench.training.augment;

import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;

/**
 * Flips image and labels along axes (batchgeneratorsv2: {@code MirrorTransform}).
 *
 * @param probability of each axis, independently
 * @param axes the axes that may be flipped: 0 = D, 1 = H, 2 = W
 */
public record MirrorTransform(double probability, List<Integer> axes) implements Transform {

  public MirrorTransform {
    Probability.check("mirroring", probability);
    axes = List.copyOf(axes);
    for (int axis : axes) {
      if (axis < 0 || axis > 2) {
        throw new BadInputException("axes to mirror must be 0, 1 or 2; got " + axes + ".");
      }
    }
  }

  @Override
  public void apply(Patch patch, RandomStream random, ScratchBuffers scratch) {
    for (int axis : axes) {
      if (random.chance(probability)) {
        flip(patch, axis);
      }
    }
  }

  static void flip(Patch patch, int axis) {
    int[] size = patch.size();
    int inner = 1;
    for (int i = axis + 1; i < 3; i++) {
      inner *= size[i];
    }
    int block = size[axis] * inner;
    for (int from = 0; from < patch.image().length; from += block) {
      for (int i = from, j = from + block - inner; i < j; i += inner, j -= inner) {
        swap(patch.image(), i, j, inner);
      }
    }
    for (int from = 0; from < patch.labels().length; from += block) {
      for (int i = from, j = from + block - inner; i < j; i += inner, j -= inner) {
        swap(patch.labels(), i, j, inner);
      }
    }
  }

  private static void swap(float[] values, int i, int j, int count) {
    for (int k = 0; k < count; k++) {
      float v = values[i + k];
      values[i + k] = values[j + k];
      values[j + k] = v;
    }
  }

  private static void swap(short[] values, int i, int j, int count) {
    for (int k = 0; k < count; k++) {
      short v = values[i + k];
      values[i + k] = values[j + k];
      values[j + k] = v;
    }
  }
}
