package org.voxelbench.engine.torch;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.Tensor;

/** Checks of arguments, before LibTorch sees them. */
final class Shapes {

  private Shapes() {}

  static EngineException misfit(String op, String why, Tensor... tensors) {
    String shapes =
        Stream.of(tensors)
            .map(t -> t == null ? "none" : Arrays.toString(t.shape()))
            .collect(Collectors.joining(", "));
    return new EngineException(op + " of " + shapes + ": " + why + ".");
  }

  static void volume(String op, Tensor x) {
    if (x.shape().length != 5) {
      throw misfit(op, "a volume has the shape [N, C, D, H, W]", x);
    }
  }

  static void positiveTriple(String op, String name, int[] values, Tensor x) {
    if (values.length != 3 || Arrays.stream(values).anyMatch(v -> v < 1)) {
      throw misfit(op, name + " " + Arrays.toString(values) + " must be three positive numbers", x);
    }
  }

  static void channels(String op, Tensor x, Tensor perChannel, int channels) {
    if (perChannel != null && !Arrays.equals(perChannel.shape(), new int[] {channels})) {
      throw misfit(op, "one value for each of " + channels + " channels is needed", x, perChannel);
    }
  }

  /** The axis counted from the start. */
  static int axis(String op, int axis, Tensor x) {
    int rank = x.shape().length;
    if (axis < -rank || axis >= rank) {
      throw misfit(op, "there is no axis " + axis, x);
    }
    return axis < 0 ? axis + rank : axis;
  }

  /** The axes counted from the start, each at most once; all of them if none is given. */
  static long[] axes(String op, int[] axes, Tensor x) {
    int rank = x.shape().length;
    long[] positive = new long[axes.length == 0 ? rank : axes.length];
    boolean[] seen = new boolean[rank];
    for (int i = 0; i < positive.length; i++) {
      int axis = axes.length == 0 ? i : axis(op, axes[i], x);
      if (seen[axis]) {
        throw misfit(op, "axis " + axis + " is given twice in " + Arrays.toString(axes), x);
      }
      seen[axis] = true;
      positive[i] = axis;
    }
    return positive;
  }

  static void broadcastable(String op, Tensor a, Tensor b) {
    int[] left = a.shape();
    int[] right = b.shape();
    for (int i = 1; i <= Math.min(left.length, right.length); i++) {
      int m = left[left.length - i];
      int n = right[right.length - i];
      if (m != n && m != 1 && n != 1) {
        throw misfit(op, "the shapes do not broadcast", a, b);
      }
    }
  }

  static long[] longs(int... values) {
    return Arrays.stream(values).asLongStream().toArray();
  }
}
