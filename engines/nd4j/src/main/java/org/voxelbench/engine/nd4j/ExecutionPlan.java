package org.voxelbench.engine.nd4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Shapes;
import org.voxelbench.engine.nd4j.trace.HostCopies;
import org.voxelbench.engine.nd4j.trace.Kernel;
import org.voxelbench.engine.nd4j.trace.Storage;
import org.voxelbench.engine.nd4j.trace.Trace;
import org.voxelbench.engine.nd4j.trace.TracedOp;
import org.voxelbench.engine.nd4j.trace.TracedTensor;

/**
 * A SameDiff graph made ready to be run again and again: the ops that the results need, bound to
 * fixed arrays.
 *
 * <p>SameDiff's own session makes arrays and native op contexts anew at each run and leaves the
 * contexts to the garbage collector.
 */
final class ExecutionPlan implements AutoCloseable {

  private final Slab slab;
  private final Trace trace;
  private final Map<String, TracedTensor> outputs;
  private final List<TracedOp> ops;
  private final Map<String, TracedTensor> inputs = new LinkedHashMap<>();
  private final MemoryPlan memory;
  private final Map<String, INDArray> given;
  private final Map<String, INDArray> owned = new HashMap<>();
  private final Map<String, INDArray> arrays = new HashMap<>();
  private final List<Kernel.Call> calls = new ArrayList<>();
  private int generation;

  /**
   * @param trace the graph, closed with the plan
   * @param weights the arrays of the weights by the names of their variables
   * @param outputs what is copied to the host after a run, by name
   * @param kept what stays readable on the device until another plan runs
   */
  ExecutionPlan(
      Slab slab,
      Trace trace,
      Map<String, INDArray> weights,
      Map<String, TracedTensor> outputs,
      List<TracedTensor> kept) {
    this.slab = slab;
    this.trace = trace;
    this.outputs = new LinkedHashMap<>(outputs);
    this.given = new HashMap<>(weights);
    given.putAll(trace.constants());
    List<TracedTensor> results = new ArrayList<>(outputs.values());
    results.addAll(kept);
    ops = needed(trace.ops(), results);
    Set<TracedTensor> computed = new LinkedHashSet<>();
    ops.forEach(op -> computed.addAll(op.results()));
    Set<TracedTensor> all = new LinkedHashSet<>(results);
    ops.forEach(op -> all.addAll(op.read()));
    all.stream()
        .filter(value -> !computed.contains(value) && !given.containsKey(value.name()))
        .forEach(input -> inputs.put(input.name(), input));
    List<TracedTensor> leaves = new ArrayList<>(inputs.values());
    List<TracedTensor> apart = new ArrayList<>(outputs.values());
    memory = new MemoryPlan(ops, leaves, given.keySet(), apart, kept);
    all.addAll(computed);
    all.forEach(this::takeMemoryApart);
  }

  private static List<TracedOp> needed(List<TracedOp> all, List<TracedTensor> results) {
    Set<String> needed = new HashSet<>();
    results.forEach(result -> needed.add(result.name()));
    List<TracedOp> ops = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      TracedOp op = all.get(i);
      if (op.results().stream().anyMatch(output -> needed.contains(output.name()))) {
        op.read().forEach(input -> needed.add(input.name()));
        ops.add(op);
      }
    }
    Collections.reverse(ops);
    return ops;
  }

  private void takeMemoryApart(TracedTensor value) {
    String root = memory.root(value);
    if (memory.storage(value) == null && !given.containsKey(root)) {
      owned.computeIfAbsent(root, key -> HostCopies.empty(value.type(), value.size()));
    }
  }

  /**
   * Runs the graph.
   *
   * @param values the inputs by the names of their variables; more than are needed may be given
   */
  void run(Map<String, INDArray> values) {
    int current = slab.require(memory.span());
    if (generation != current) {
      release();
      ops.stream().filter(op -> !op.isAlias()).forEach(op -> calls.add(bound(op)));
      generation = current;
    }
    inputs.forEach((name, input) -> HostCopies.copy(values.get(name), array(input)));
    calls.forEach(Kernel.Call::run);
  }

  private Kernel.Call bound(TracedOp op) {
    return op.kernel().bind(arrays(op.inputs()), arrays(op.results()));
  }

  private INDArray[] arrays(List<TracedTensor> values) {
    return values.stream().map(this::array).toArray(INDArray[]::new);
  }

  /** The array of a value; its contents are those of the last run. */
  INDArray array(TracedTensor value) {
    return arrays.computeIfAbsent(value.name(), name -> made(value));
  }

  private INDArray made(TracedTensor value) {
    long[] shape = Shapes.longs(value.shape());
    Storage storage = memory.storage(value);
    if (storage != null) {
      return slab.array(storage.offset(), shape);
    }
    String root = memory.root(value);
    INDArray whole = given.containsKey(root) ? given.get(root) : owned.get(root);
    return Arrays.equals(whole.shape(), shape) ? whole : Slab.view(whole, 0, shape);
  }

  /** Copies of the outputs of the last run. */
  Map<String, NdArray> copies() {
    Map<String, NdArray> copies = new LinkedHashMap<>();
    outputs.forEach(
        (name, value) -> copies.put(name, HostCopies.toHost(array(value), value.shape())));
    return copies;
  }

  private void release() {
    calls.forEach(Kernel.Call::close);
    calls.clear();
    arrays.clear();
  }

  @Override
  public void close() {
    release();
    owned.values().forEach(INDArray::close);
    owned.clear();
    trace.close();
  }
}
