package org.voxelbench.engine.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;

/**
 * What the optimiser remembers of each weight it has moved: a count of steps and the update rule's
 * slots; by name {@code step/<weight>} and {@code <slot>/<weight>}.
 */
final class OptimizerState implements AutoCloseable {

  private static final String STEP = "step";

  private record Memory(long[] step, List<Tensor> slots) {}

  private final UpdateRule rule;
  private final HostCopies copies;
  private final Map<String, Memory> memories = new LinkedHashMap<>();

  OptimizerState(UpdateRule rule, HostCopies copies) {
    this.rule = rule;
    this.copies = copies;
  }

  /** Moves each weight that has a gradient. */
  void update(
      Map<String, Tensor> weights, Map<String, Tensor> gradients, double scale, double rate) {
    gradients.forEach(
        (name, gradient) -> {
          try (PointerScope temporaries = new PointerScope()) {
            Tensor weight = weights.get(name);
            Memory memory = memories.computeIfAbsent(name, key -> fresh(weight));
            rule.update(weight, gradient, memory.slots, ++memory.step[0], scale, rate);
          }
        });
  }

  private Memory fresh(Tensor weight) {
    List<Tensor> slots = new ArrayList<>();
    for (int i = 0; i < rule.slots().size(); i++) {
      slots.add(torch.zeros_like(weight).retainReference());
    }
    return new Memory(new long[1], slots);
  }

  Map<String, NdArray> copy() {
    Map<String, NdArray> copy = new LinkedHashMap<>();
    memories.forEach(
        (name, memory) -> {
          copy.put(STEP + '/' + name, NdArray.of(new int[0], (double) memory.step[0]));
          for (int i = 0; i < memory.slots.size(); i++) {
            copy.put(rule.slots().get(i) + '/' + name, HostCopies.toHost(memory.slots.get(i)));
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
          List<Tensor> slots = new ArrayList<>();
          for (NdArray array : arrays.subList(1, arrays.size())) {
            slots.add(copies.toDevice(array).retainReference());
          }
          memories.put(name, new Memory(new long[] {(long) arrays.get(0).item()}, slots));
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
    memories.values().forEach(memory -> memory.slots.forEach(Tensor::releaseReference));
    memories.clear();
  }
}
