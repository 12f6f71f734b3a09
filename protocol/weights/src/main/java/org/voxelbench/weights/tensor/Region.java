package org.voxelbench.weights.tensor;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.engine.element.ElementType;

/**
 * The place of a tensor's values within a file; two names of equal regions are one tensor.
 *
 * @param storage the run of bytes that they lie in, such as {@code data/7}
 * @param type what the bytes are
 * @param offset the first value, counted in values
 * @param sizes values along each axis
 * @param strides how many values further the next one along an axis lies; 0 where there is none
 */
public record Region(
    String storage, ElementType type, long offset, List<Integer> sizes, List<Long> strides) {

  public Region {
    List<Long> used = new ArrayList<>();
    for (int axis = 0; axis < sizes.size(); axis++) {
      used.add(sizes.get(axis) > 1 ? strides.get(axis) : 0L);
    }
    sizes = List.copyOf(sizes);
    strides = List.copyOf(used);
  }

  /** Values in C order without gaps. */
  public static Region dense(String storage, ElementType type, long offset, List<Integer> sizes) {
    return new Region(storage, type, offset, sizes, denseStrides(sizes));
  }

  /** The strides of values in C order without gaps. */
  public static List<Long> denseStrides(List<Integer> sizes) {
    Long[] strides = new Long[sizes.size()];
    long stride = 1;
    for (int axis = sizes.size() - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= sizes.get(axis);
    }
    return List.of(strides);
  }

  /** How many values it holds. */
  public long count() {
    return sizes.contains(0)
        ? 0
        : sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /** The value after the last, counted from the beginning of the storage. */
  public long end() {
    if (count() == 0) {
      return offset;
    }
    long last = offset;
    for (int axis = 0; axis < sizes.size(); axis++) {
      last = Math.addExact(last, Math.multiplyExact(strides.get(axis), sizes.get(axis) - 1L));
    }
    return last + 1;
  }

  /** Whether the values lie one after the other in C order. */
  public boolean isDense() {
    return equals(dense(storage, type, offset, sizes));
  }

  /** The shape as an array. */
  public int[] shape() {
    return sizes.stream().mapToInt(Integer::intValue).toArray();
  }
}
