package org.voxelbench.engine.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.OptimizerMemory;

/**
 * What the optimiser remembers of each weight it has moved: a count of steps and the update rule's
 * slots, as in {@link OptimizerMemory}.
 */
final class OptimizerState implements AutoCloseable {

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
    Map<String, OptimizerMemory> copies = new LinkedHashMap<>();
    memories.forEach(
        (name, memory) ->
            copies.put(
                name,
                new OptimizerMemory(
                    memory.step[0], memory.slots.stream().map(HostCopies::toHost).toList())));
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
        (name, memory) -> {
          List<Tensor> slots = new ArrayList<>();
          for (NdArray array : memory.slots()) {
            slots.add(copies.toDevice(array).retainReference());
          }
          memories.put(name, new Memory(new long[] {memory.step()}, slots));
        });
  }

  @Override
  public void close() {
    memories.values().forEach(memory -> memory.slots.forEach(Tensor::releaseReference));
    memories.clear();
  }
}
