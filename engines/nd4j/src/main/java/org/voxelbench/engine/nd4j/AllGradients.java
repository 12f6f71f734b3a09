package org.voxelbench.engine.nd4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.nd4j.trace.Differentiation;
import org.voxelbench.engine.nd4j.trace.TraceGraph;
import org.voxelbench.engine.nd4j.trace.TracedTensor;

/** The gradients of a loss by all weights and inputs, from a plan that is used once. */
final class AllGradients {

  private AllGradients() {}

  static Gradients of(
      Program objective, Nd4jContext context, Nd4jWeights weights, Nd4jBatch batch) {
    TracedProgram traced = TracedProgram.of(objective, context, batch.shapes(), weights.shapes());
    TraceGraph graph = traced.graph();
    List<TracedTensor> leaves = new ArrayList<>();
    weights.shapes().keySet().forEach(name -> leaves.add(graph.weight(name)));
    batch.shapes().keySet().forEach(name -> leaves.add(graph.input(name)));
    TracedTensor loss = traced.loss();
    Map<String, TracedTensor> outputs =
        new LinkedHashMap<>(Differentiation.gradients(graph, loss, leaves));
    outputs.put(Program.LOSS, loss);
    try (ExecutionPlan plan =
        new ExecutionPlan(context.slab(), graph.trace(), weights.variables(), outputs, List.of())) {
      plan.run(batch.variables());
      Map<String, NdArray> found = plan.copies();
      Map<String, NdArray> ofWeights = new LinkedHashMap<>();
      weights
          .shapes()
          .forEach(
              (name, shape) ->
                  ofWeights.put(
                      name,
                      found.getOrDefault(
                          TraceGraph.weightVariable(name), zeros(context.type(), shape))));
      Map<String, NdArray> ofInputs = new LinkedHashMap<>();
      batch
          .shapes()
          .forEach(
              (name, shape) ->
                  ofInputs.put(
                      name,
                      found.getOrDefault(
                          TraceGraph.inputVariable(name), zeros(context.type(), shape))));
      return new Gradients(found.get(Program.LOSS).item(), ofWeights, ofInputs);
    }
  }

  private static NdArray zeros(DataType type, int[] shape) {
    int size = Math.toIntExact(NdArray.size(shape));
    return type == DataType.DOUBLE ? NdArray.of(shape, new double[size]) : NdArray.zeros(shape);
  }
}
