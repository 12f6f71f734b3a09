package org.voxelbench.engine.torch.optimizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.OptimizerMemory;
import org.voxelbench.engine.torch.ops.HostCopies;

/**
 * What the optimiser remembers of each weight it has moved: a count of steps and the update rule's
 * slots, as in {@link OptimizerMemory}. Slots lie flat, as the weights do.
 */
public final class OptimizerState implements AutoCloseable {

  private final UpdateRule rule;
  private final FlatLayout layout;
  private final HostCopies copies;
  private final Map<String, Long> steps = new HashMap<>();
  private final List<FlatBuffer> slots = new ArrayList<>();

  public OptimizerState(Optimizer optimizer, FlatLayout layout, HostCopies copies) {
    this.rule = UpdateRule.of(optimizer);
    this.layout = layout;
    this.copies = copies;
  }

  /** Moves weights that have a gradient; what the gradients held is lost. */
  public void update(FlatBuffer weights, FlatGradients gradients, double scale, double rate) {
    begin();
    Map<String, Long> now = new HashMap<>();
    gradients.reached().forEach(name -> now.put(name, steps.merge(name, 1L, Long::sum)));
    for (FlatLayout.Run run : layout.runs(now)) {
      try (PointerScope temporaries = new PointerScope()) {
        List<Tensor> own = slots.stream().map(slot -> run.of(slot.all())).toList();
        rule.update(run.of(weights.all()), run.of(gradients.all()), own, run.step(), scale, rate);
      }
    }
  }

  private void begin() {
    while (slots.size() < rule.slots().size()) {
      slots.add(new FlatBuffer(layout, copies));
    }
  }

  public Map<String, NdArray> copy() {
    Map<String, OptimizerMemory> memories = new LinkedHashMap<>();
    for (String name : layout.places().keySet()) {
      if (steps.containsKey(name)) {
        List<NdArray> own =
            slots.stream().map(slot -> HostCopies.toHost(slot.views().get(name))).toList();
        memories.put(name, new OptimizerMemory(steps.get(name), own));
      }
    }
    return OptimizerMemory.arrays(memories, rule.slots());
  }

  /**
   * Replaces everything by a copy made before; nothing changes if it does not fit.
   *
   * @param trainable the shapes of the weights that the optimiser may move
   */
  public void restore(Map<String, NdArray> copy, Map<String, int[]> trainable) {
    Map<String, OptimizerMemory> found = OptimizerMemory.of(copy, rule.slots(), trainable);
    close();
    if (found.isEmpty()) {
      return;
    }
    begin();
    found.forEach(
        (name, memory) -> {
          steps.put(name, memory.step());
          for (int i = 0; i < slots.size(); i++) {
            try (PointerScope temporaries = new PointerScope()) {
              slots.get(i).views().get(name).copy_(copies.toDevice(memory.slots().get(i)));
            }
          }
        });
  }

  @Override
  public void close() {
    slots.forEach(FlatBuffer::close);
    slots.clear();
    steps.clear();
  }
}
