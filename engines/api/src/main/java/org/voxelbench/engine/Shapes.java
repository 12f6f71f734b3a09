package org.voxelbench.engine;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Axes and shapes of ops' arguments, checked before a native library sees them.
 *
 * <p>What does not fit is refused with an {@link EngineException} that prints the shapes.
 */
public final class Shapes {

  private Shapes() {}

  /** A refusal of an op that says why and prints the shapes of its operands. */
  public static EngineException misfit(String op, String why, Tensor... tensors) {
    String shapes =
        Stream.of(tensors)
            .map(t -> t == null ? "none" : Arrays.toString(t.shape()))
            .collect(Collectors.joining(", "));
    return new EngineException(op + " of " + shapes + ": " + why + ".");
  }

  /** Refuses all but {@code [N, C, D, H, W]}. */
  public static void volume(String op, Tensor x) {
    if (x.shape().length != 5) {
      throw misfit(op, "a volume has the shape [N, C, D, H, W]", x);
    }
  }

  /** Refuses all but three positive numbers. */
  public static void positiveTriple(String op, String name, int[] values, Tensor x) {
    if (values.length != 3 || Arrays.stream(values).anyMatch(v -> v < 1)) {
      throw misfit(op, name + " " + Arrays.toString(values) + " must be three positive numbers", x);
    }
  }

  /** Refuses all but one value per channel, or none. */
  public static void channels(String op, Tensor x, Tensor perChannel, int channels) {
    if (perChannel != null && !Arrays.equals(perChannel.shape(), new int[] {channels})) {
      throw misfit(op, "one value for each of " + channels + " channels is needed", x, perChannel);
    }
  }

  /** The axis counted from the start. */
  public static int axis(String op, int axis, Tensor x) {
    int rank = x.shape().length;
    if (axis < -rank || axis >= rank) {
      throw misfit(op, "there is no axis " + axis, x);
    }
    return axis < 0 ? axis + rank : axis;
  }

  /** The axes counted from the start, each at most once; all of them if none is given. */
  public static long[] axes(String op, int[] axes, Tensor x) {
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

  /** Refuses two shapes that do not broadcast. */
  public static void broadcastable(String op, Tensor a, Tensor b) {
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

  /** The same numbers as 64-bit ones. */
  public static long[] longs(int... values) {
    return Arrays.stream(values).asLongStream().toArray();
  }

  /** The common shape to which two operands are stretched. */
  public static int[] stretched(String op, Tensor a, Tensor b) {
    broadcastable(op, a, b);
    int[] longer = a.shape().length >= b.shape().length ? a.shape() : b.shape();
    int[] shorter = a.shape().length >= b.shape().length ? b.shape() : a.shape();
    for (int i = 1; i <= shorter.length; i++) {
      int axis = longer.length - i;
      longer[axis] = longer[axis] == 1 ? shorter[shorter.length - i] : longer[axis];
    }
    return longer;
  }
}
