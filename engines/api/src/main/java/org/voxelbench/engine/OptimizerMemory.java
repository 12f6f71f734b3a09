package org.voxelbench.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What an optimiser remembers of one weight that it has moved, on the host.
 *
 * <p>All weights' memories together are arrays named {@code step/<weight>} and {@code
 * <slot>/<weight>}, the same in every engine.
 *
 * @param step how often the weight was moved
 * @param slots the update rule's arrays, in the rule's order, of the weight's shape
 */
public record OptimizerMemory(long step, List<NdArray> slots) {

  private static final String STEP = "step";

  public OptimizerMemory {
    slots = List.copyOf(slots);
  }

  /**
   * The arrays of several weights.
   *
   * @param memories by the weight's name
   * @param slots names of the update rule's slots
   */
  public static Map<String, NdArray> arrays(
      Map<String, OptimizerMemory> memories, List<String> slots) {
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    memories.forEach(
        (name, memory) -> {
          arrays.put(STEP + '/' + name, NdArray.of(new int[0], (double) memory.step));
          for (int i = 0; i < slots.size(); i++) {
            arrays.put(slots.get(i) + '/' + name, memory.slots.get(i));
          }
        });
    return arrays;
  }

  /**
   * The memories that arrays hold, by the weight's name.
   *
   * @param slots names of the update rule's slots
   * @param trainable the shapes of the weights that the optimiser may move
   * @throws EngineException naming the array that is missing, misshapen or of no use
   */
  public static Map<String, OptimizerMemory> of(
      Map<String, NdArray> arrays, List<String> slots, Map<String, int[]> trainable) {
    TreeSet<String> unknown = new TreeSet<>(arrays.keySet());
    Map<String, OptimizerMemory> found = new LinkedHashMap<>();
    trainable.forEach(
        (name, shape) -> {
          if (arrays.containsKey(STEP + '/' + name)) {
            NdArray step = entry(arrays, STEP, name, new int[0]);
            unknown.remove(STEP + '/' + name);
            List<NdArray> own = new ArrayList<>();
            for (String slot : slots) {
              own.add(entry(arrays, slot, name, shape));
              unknown.remove(slot + '/' + name);
            }
            found.put(name, new OptimizerMemory((long) step.item(), own));
          }
        });
    if (!unknown.isEmpty()) {
      throw new EngineException(
          "the optimiser's state holds '"
              + unknown.first()
              + "', which this training has no place for; restore it into the training it is of.");
    }
    return found;
  }

  private static NdArray entry(Map<String, NdArray> arrays, String slot, String name, int[] shape) {
    NdArray array = arrays.get(slot + '/' + name);
    if (array == null || !Arrays.equals(array.shape(), shape)) {
      throw new EngineException(
          "the optimiser's state must hold '"
              + slot
              + '/'
              + name
              + "' of the shape "
              + Arrays.toString(shape)
              + ", but holds "
              + array
              + ".");
    }
    return array;
  }
}
