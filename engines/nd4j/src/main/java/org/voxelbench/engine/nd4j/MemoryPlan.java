package org.voxelbench.engine.nd4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.voxelbench.engine.nd4j.trace.Storage;
import org.voxelbench.engine.nd4j.trace.TracedOp;
import org.voxelbench.engine.nd4j.trace.TracedTensor;

/**
 * Where each value of a graph lies while the graph is run: memory is shared by values that are not
 * needed at the same time, and elementwise ops write over operands that nobody reads later.
 */
final class MemoryPlan {

  private final Map<String, Storage> storages = new LinkedHashMap<>();
  private final Map<String, String> roots = new HashMap<>();
  private final Map<String, Integer> lastReaders = new HashMap<>();
  private final Set<String> apart = new HashSet<>();
  private final long span;

  /**
   * @param ops in the order in which they run
   * @param inputs the leaves that are copied in before the first op
   * @param outside the leaves that have memory of their own
   * @param outputs the values that are copied out after the last op, from memory of their own
   * @param kept the values that must be there after the last op
   */
  MemoryPlan(
      List<TracedOp> ops,
      List<TracedTensor> inputs,
      Set<String> outside,
      List<TracedTensor> outputs,
      List<TracedTensor> kept) {
    apart.addAll(outside);
    findReaders(ops, kept);
    findRoots(ops);
    outputs.forEach(output -> apart.add(root(output)));
    inputs.stream().filter(input -> !apart.contains(input.name())).forEach(i -> store(i, -1));
    for (int i = 0; i < ops.size(); i++) {
      if (!ops.get(i).isAlias()) {
        place(ops.get(i), i);
      }
    }
    span = Storage.place(new ArrayList<>(new HashSet<>(storages.values())));
  }

  private void findReaders(List<TracedOp> ops, List<TracedTensor> kept) {
    for (int i = 0; i < ops.size(); i++) {
      for (TracedTensor input : ops.get(i).read()) {
        lastReaders.put(input.name(), i);
      }
    }
    kept.forEach(value -> lastReaders.put(value.name(), ops.size()));
  }

  /** Gives aliases the memory of what they alias, which so is read as long as they are. */
  private void findRoots(List<TracedOp> ops) {
    for (TracedOp op : ops) {
      if (op.isAlias()) {
        roots.put(op.results().get(0).name(), root(op.inputs().get(0)));
      }
    }
    roots.forEach(
        (alias, root) -> {
          Integer reader = lastReaders.get(alias);
          if (reader != null) {
            lastReaders.merge(root, reader, Math::max);
          }
        });
  }

  /** The name of the value in whose memory a value lies. */
  String root(TracedTensor value) {
    return roots.getOrDefault(value.name(), value.name());
  }

  private void place(TracedOp op, int number) {
    for (TracedTensor output : op.results()) {
      if (apart.contains(output.name()) || !inSlab(output)) {
        continue;
      }
      Storage dying = dyingOperand(op, number);
      if (dying == null) {
        store(output, number);
      } else {
        storages.put(output.name(), dying);
        dying.keepUntil(lastReaders.getOrDefault(output.name(), number));
      }
    }
  }

  private static boolean inSlab(TracedTensor value) {
    return value.type() == value.trace().type();
  }

  private void store(TracedTensor value, int number) {
    Storage storage = new Storage(value.size(), number);
    storage.keepUntil(lastReaders.getOrDefault(value.name(), number));
    storages.put(value.name(), storage);
  }

  private Storage dyingOperand(TracedOp op, int number) {
    for (TracedTensor input : op.inputs()) {
      Storage storage = storages.get(root(input));
      if (storage != null && storage.last() == number && op.mayOverwrite(input)) {
        return storage;
      }
    }
    return null;
  }

  /** The storage of a value in the slab, or null if the value has memory of its own. */
  Storage storage(TracedTensor value) {
    return storages.get(root(value));
  }

  /** The number of values that the slab must hold. */
  long span() {
    return span;
  }
}
