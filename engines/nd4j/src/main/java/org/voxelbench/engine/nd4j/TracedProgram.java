package org.voxelbench.engine.nd4j;

import java.util.LinkedHashMap;
import java.util.Map;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;
import org.voxelbench.engine.TrainingChecks;
import org.voxelbench.engine.nd4j.trace.TraceGraph;
import org.voxelbench.engine.nd4j.trace.TracedTensor;

/**
 * One trace of a program.
 *
 * @param graph the graph that recorded it
 * @param outputs what it returned
 */
record TracedProgram(TraceGraph graph, Map<String, TracedTensor> outputs) {

  static TracedProgram of(
      Program program, Nd4jContext context, Map<String, int[]> inputs, Map<String, int[]> weights) {
    TraceGraph graph = new TraceGraph(context.type(), inputs, weights);
    try {
      Map<String, TracedTensor> outputs = new LinkedHashMap<>();
      Map<String, Tensor> built = program.build(graph);
      built.forEach((name, tensor) -> outputs.put(name, graph.own(tensor)));
      return new TracedProgram(graph, outputs);
    } catch (RuntimeException e) {
      graph.trace().close();
      throw e;
    }
  }

  /** The scalar loss. */
  TracedTensor loss() {
    return TrainingChecks.loss(outputs, TracedTensor::shape);
  }
}
