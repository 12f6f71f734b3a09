package org.voxelbench.training.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.voxelbench.engine.NdArray;

/**
 * A kernel, norm or bias brought to a downstream shape.
 *
 * @param from the pre-trained shape
 * @param to the downstream shape
 * @param spread whether input channels are repeated
 * @param averaged whether kernel axes are averaged to 1
 */
record KernelFit(int[] from, int[] to, boolean spread, boolean averaged) implements WeightFit {

  private static final int FIRST_KERNEL_AXIS = 2;

  /**
   * The fit, or empty if there is none.
   *
   * @param readsInput whether the weight is the kernel that reads the input channels
   */
  static Optional<KernelFit> of(int[] from, int[] to, boolean readsInput) {
    if (from.length != to.length) {
      return Optional.empty();
    }
    boolean spread = false;
    boolean averaged = false;
    for (int axis = 0; axis < from.length; axis++) {
      if (from[axis] == to[axis]) {
        continue;
      }
      if (axis >= FIRST_KERNEL_AXIS && to[axis] == 1) {
        averaged = true;
      } else if (axis == 1 && readsInput && to[1] % from[1] == 0) {
        spread = true;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new KernelFit(from, to, spread, averaged));
  }

  @Override
  public boolean exact() {
    return !spread && !averaged;
  }

  @Override
  public String reason() {
    if (exact()) {
      return "same shape";
    }
    List<String> changes = new ArrayList<>();
    if (spread) {
      changes.add(
          from[1] + " input channels repeated to " + to[1] + " and divided by " + to[1] / from[1]);
    }
    if (averaged) {
      changes.add("kernel averaged from " + kernel(from) + " to " + kernel(to));
    }
    return String.join(", ", changes);
  }

  private static String kernel(int[] shape) {
    return Arrays.toString(Arrays.copyOfRange(shape, FIRST_KERNEL_AXIS, shape.length));
  }

  @Override
  public NdArray apply(NdArray value) {
    if (exact()) {
      return NdArray.of(to, value.floats().clone());
    }
    // Every axis is either kept, repeated (channels) or averaged (kernel): each downstream value is
    // the mean over the pre-trained cells that fall on it, divided by the number of repeats.
    double[] sums = new double[Math.toIntExact(NdArray.size(to))];
    int repeats = to[1] / from[1];
    int[] index = new int[from.length];
    for (int i = 0; i < value.size(); i++) {
      unravel(i, index);
      for (int repeat = 0; repeat < repeats; repeat++) {
        sums[target(index, repeat)] += value.at(i);
      }
    }
    double cells = (double) value.size() * repeats / sums.length;
    float[] fitted = new float[sums.length];
    for (int i = 0; i < fitted.length; i++) {
      fitted[i] = (float) (sums[i] / cells / repeats);
    }
    return NdArray.of(to, fitted);
  }

  private void unravel(int position, int[] index) {
    int rest = position;
    for (int axis = from.length - 1; axis >= 0; axis--) {
      index[axis] = rest % from[axis];
      rest /= from[axis];
    }
  }

  private int target(int[] index, int repeat) {
    int position = 0;
    for (int axis = 0; axis < to.length; axis++) {
      int at = to[axis] == 1 ? 0 : index[axis];
      if (axis == 1) {
        at = index[1] + repeat * from[1];
      }
      position = position * to[axis] + at;
    }
    return position;
  }
}
