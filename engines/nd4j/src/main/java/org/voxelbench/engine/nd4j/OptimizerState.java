package org.voxelbench.engine.nd4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.OptimizerMemory;
import org.voxelbench.engine.nd4j.trace.HostCopies;

/**
 * What the optimiser remembers of each weight it has moved: a count of steps and the update rule's
 * slots, as in {@link OptimizerMemory}.
 */
final class OptimizerState implements AutoCloseable {

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
    Map<String, OptimizerMemory> copies = new LinkedHashMap<>();
    memories.forEach(
        (name, memory) ->
            copies.put(
                name,
                new OptimizerMemory(
                    memory.step[0],
                    memory.slots.stream()
                        .map(slot -> HostCopies.toHost(slot, memory.shape))
                        .toList())));
    return OptimizerMemory.arrays(copies, rule.slots());
  }

  /**
   * Replaces everything by a copy made before; nothing changes if it does not fit.
   *
   * @param trainable the shapes of the weights that the optimiser may move
   */
  void restore(Map<String, NdArray> copy, Map<String, int[]> trainable) {
    Map<String, OptimizerMemory> found = OptimizerMemory.of(copy, rule.slots(), trainable);
    close();
    found.forEach(
        (name, saved) -> {
          Memory memory = fresh(trainable.get(name));
          memory.step[0] = saved.step();
          for (int i = 0; i < memory.slots.size(); i++) {
            HostCopies.write(saved.slots().get(i), memory.slots.get(i));
          }
          memories.put(name, memory);
        });
  }

  @Override
  public void close() {
    memories.values().forEach(Memory::close);
    memories.clear();
  }
}
