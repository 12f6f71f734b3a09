package org.voxelbench.engine.nd4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;

/**
 * What the optimiser remembers of each weight it has moved: a count of steps and the update rule's
 * slots; by name {@code step/<weight>} and {@code <slot>/<weight>}, as in the torch engine.
 */
final class OptimizerState implements AutoCloseable {

  private static final String STEP = "step";

  private record Memory(long[] step, List<INDArray> slots, int[] shape) implements AutoCloseable {

    @Override
    public void close() {
      slots.forEach(INDArray::close);
    }
  }

  private final UpdateRule rule;
  private final DataType type;
  private final Map<String, Memory> memories = new LinkedHashMap<>();

  OptimizerState(UpdateRule rule, DataType type) {
    this.rule = rule;
    this.type = type;
  }

  /** Moves each weight that has a gradient; the gradients are written over. */
  void update(Nd4jWeights weights, Map<String, INDArray> gradients, double scale, double rate) {
    gradients.forEach(
        (name, gradient) -> {
          INDArray weight = Slab.view(weights.value(name), 0, gradient.length());
          Memory memory = memories.computeIfAbsent(name, key -> fresh(weights.shapes().get(name)));
          rule.update(weight, gradient, memory.slots, ++memory.step[0], scale, rate);
        });
  }

  private Memory fresh(int[] shape) {
    int size = Math.toIntExact(NdArray.size(shape));
    List<INDArray> slots = new ArrayList<>();
    for (int i = 0; i < rule.slots().size(); i++) {
      slots.add(HostCopies.toDevice(NdArray.zeros(size), type));
    }
    return new Memory(new long[1], slots, shape);
  }

  Map<String, NdArray> copy() {
    Map<String, NdArray> copy = new LinkedHashMap<>();
    memories.forEach(
        (name, memory) -> {
          copy.put(STEP + '/' + name, NdArray.of(new int[0], (double) memory.step[0]));
          for (int i = 0; i < memory.slots.size(); i++) {
            copy.put(
                rule.slots().get(i) + '/' + name,
                HostCopies.toHost(memory.slots.get(i), memory.shape));
          }
        });
    return copy;
  }

  /**
   * Replaces everything by a copy made before; nothing changes if it does not fit.
   *
   * @param trainable the shapes of the weights that the optimiser may move
   */
  void restore(Map<String, NdArray> copy, Map<String, int[]> trainable) {
    TreeSet<String> unknown = new TreeSet<>(copy.keySet());
    Map<String, List<NdArray>> found = new LinkedHashMap<>();
    trainable.forEach(
        (name, shape) -> {
          if (copy.containsKey(STEP + '/' + name)) {
            List<NdArray> arrays = new ArrayList<>();
            arrays.add(entry(copy, STEP, name, new int[0]));
            rule.slots().forEach(slot -> arrays.add(entry(copy, slot, name, shape)));
            found.put(name, arrays);
            unknown.remove(STEP + '/' + name);
            rule.slots().forEach(slot -> unknown.remove(slot + '/' + name));
          }
        });
    if (!unknown.isEmpty()) {
      throw new EngineException(
          "the optimiser's state holds '"
              + unknown.first()
              + "', which this training has no place for; restore it into the training it is of.");
    }
    close();
    found.forEach(
        (name, arrays) -> {
          int[] shape = trainable.get(name);
          Memory memory = fresh(shape);
          memory.step[0] = (long) arrays.get(0).item();
          for (int i = 0; i < memory.slots.size(); i++) {
            HostCopies.write(arrays.get(i + 1), memory.slots.get(i));
          }
          memories.put(name, memory);
        });
  }

  private static NdArray entry(Map<String, NdArray> copy, String slot, String name, int[] shape) {
    NdArray array = copy.get(slot + '/' + name);
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

  @Override
  public void close() {
    memories.values().forEach(Memory::close);
    memories.clear();
  }
}
