package org.voxelbench.engine.nd4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.nd4j.trace.Differentiation;
import org.voxelbench.engine.nd4j.trace.Trace;
import org.voxelbench.engine.nd4j.trace.TraceGraph;
import org.voxelbench.engine.nd4j.trace.TracedTensor;

/** A program's plan for inputs of certain shapes, perhaps with gradients of its loss. */
final class PreparedProgram implements AutoCloseable {

  /** The sums of the gradients' squares, one per gradient. */
  private static final String SQUARES = "sums of squares";

  private final ExecutionPlan plan;
  private final Map<String, TracedTensor> gradients;
  private Map<String, NdArray> results = Map.of();

  private PreparedProgram(ExecutionPlan plan, Map<String, TracedTensor> gradients) {
    this.plan = plan;
    this.gradients = gradients;
  }

  /** A program without gradients. */
  static PreparedProgram forward(
      Program program, Nd4jContext context, Map<String, int[]> inputs, Nd4jWeights weights) {
    return of(TracedProgram.of(program, context, inputs, weights.shapes()), context, weights);
  }

  /** An objective without gradients. */
  static PreparedProgram evaluation(
      Program program, Nd4jContext context, Map<String, int[]> inputs, Nd4jWeights weights) {
    TracedProgram traced = TracedProgram.of(program, context, inputs, weights.shapes());
    traced.loss();
    return of(traced, context, weights);
  }

  private static PreparedProgram of(
      TracedProgram traced, Nd4jContext context, Nd4jWeights weights) {
    Trace trace = traced.graph().trace();
    Map<String, INDArray> values = weights.variables();
    ExecutionPlan plan =
        new ExecutionPlan(context.slab(), trace, values, traced.outputs(), List.of());
    return new PreparedProgram(plan, Map.of());
  }

  /**
   * A program with the gradients of its loss.
   *
   * @param trained the weights to differentiate by
   */
  static PreparedProgram training(
      Program program,
      Nd4jContext context,
      Map<String, int[]> inputs,
      Nd4jWeights weights,
      Collection<String> trained) {
    TracedProgram traced = TracedProgram.of(program, context, inputs, weights.shapes());
    TraceGraph graph = traced.graph();
    Map<String, TracedTensor> leaves = new LinkedHashMap<>();
    trained.forEach(name -> leaves.put(name, graph.weight(name)));
    Map<String, TracedTensor> found =
        Differentiation.gradients(graph, traced.loss(), new ArrayList<>(leaves.values()));
    Map<String, TracedTensor> flat = new LinkedHashMap<>();
    leaves.forEach(
        (name, leaf) -> {
          TracedTensor gradient = found.get(leaf.name());
          if (gradient != null) {
            flat.put(name, graph.reshape(gradient, (int) gradient.size()));
          }
        });
    Map<String, TracedTensor> outputs = new LinkedHashMap<>(traced.outputs());
    if (!flat.isEmpty()) {
      TracedTensor[] squares =
          flat.values().stream().map(g -> square(graph, g)).toArray(TracedTensor[]::new);
      outputs.put(SQUARES, graph.own(graph.concat(0, squares)));
    }
    List<TracedTensor> kept = new ArrayList<>(flat.values());
    ExecutionPlan plan =
        new ExecutionPlan(context.slab(), graph.trace(), weights.variables(), outputs, kept);
    return new PreparedProgram(plan, flat);
  }

  private static TracedTensor square(TraceGraph graph, TracedTensor gradient) {
    int size = (int) gradient.size();
    TracedTensor row = graph.reshape(gradient, 1, size);
    return graph.reshape(graph.matmul(row, graph.reshape(gradient, size, 1)), 1);
  }

  void run(Map<String, INDArray> inputs) {
    plan.run(inputs);
    results = plan.copies();
  }

  double loss() {
    return results.get(Program.LOSS).item();
  }

  /** The L2 norm over all gradients. */
  double norm() {
    NdArray squares = results.get(SQUARES);
    double sum = 0;
    for (int i = 0; squares != null && i < squares.size(); i++) {
      sum += squares.at(i);
    }
    return Math.sqrt(sum);
  }

  /** The program's outputs. */
  Map<String, NdArray> outputs() {
    Map<String, NdArray> outputs = new LinkedHashMap<>(results);
    outputs.remove(SQUARES);
    return outputs;
  }

  /** The program's outputs without the loss. */
  Map<String, NdArray> withoutLoss() {
    Map<String, NdArray> outputs = outputs();
    outputs.remove(Program.LOSS);
    return outputs;
  }

  /** The gradients by weight, as vectors that may be written over. */
  Map<String, INDArray> gradients() {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    gradients.forEach((name, gradient) -> arrays.put(name, plan.array(gradient)));
    return arrays;
  }

  @Override
  public void close() {
    plan.close();
  }
}
