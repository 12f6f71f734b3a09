package org.voxelbench.engine.torch.ops;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Nearest-neighbour resize by {@code floor(i * in / out)} in whole numbers.
 *
 * <p>LibTorch computes the position in 32-bit floats and so misses by one at some sizes (1 to 49,
 * for instance); there the axis is gathered by its exact indices.
 */
final class NearestResize {

  private NearestResize() {}

  static Tensor resize(Tensor x, int[] size) {
    long[] fast = new long[3];
    for (int axis = 0; axis < 3; axis++) {
      int in = Math.toIntExact(x.size(axis + 2));
      fast[axis] = floatsAreExact(in, size[axis]) ? size[axis] : in;
    }
    Tensor resized = torch.upsample_nearest3d(x, fast);
    for (int axis = 0; axis < 3; axis++) {
      if (fast[axis] != size[axis]) {
        resized = resized.index_select(axis + 2, indices((int) fast[axis], size[axis], x));
      }
    }
    return resized;
  }

  private static boolean floatsAreExact(int in, int out) {
    float scale = (float) in / out;
    for (int i = 0; i < out; i++) {
      if (Math.min((int) (i * scale), in - 1) != position(i, in, out)) {
        return false;
      }
    }
    return true;
  }

  private static Tensor indices(int in, int out, Tensor like) {
    long[] positions = new long[out];
    for (int i = 0; i < out; i++) {
      positions[i] = position(i, in, out);
    }
    return torch.tensor(positions).to(like.device(), torch.ScalarType.Long);
  }

  private static int position(int i, int in, int out) {
    return (int) ((long) i * in / out);
  }
}
