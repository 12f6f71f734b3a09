package org.voxelbench.harness.selftest.ops;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;

/**
 * One use of an op; inputs are also what the gradient is taken by.
 *
 * @param group the kind of op, for the table
 * @param name the op and what is special about its use
 * @param inputs its tensors by name
 * @param op the op on an engine
 */
public record OpProgram(
    String group, String name, Map<String, NdArray> inputs, Function<Graph, Tensor> op) {

  /** An op of two tensors. */
  @FunctionalInterface
  public interface Binary {

    Tensor apply(Graph graph, Tensor x, Tensor y);
  }

  public static OpProgram of(
      String group, String name, NdArray x, BiFunction<Graph, Tensor, Tensor> op) {
    return new OpProgram(group, name, Map.of("x", x), graph -> op.apply(graph, graph.input("x")));
  }

  public static OpProgram of(String group, String name, NdArray x, NdArray y, Binary op) {
    Map<String, NdArray> inputs = new LinkedHashMap<>();
    inputs.put("x", x);
    inputs.put("y", y);
    return new OpProgram(
        group, name, inputs, graph -> op.apply(graph, graph.input("x"), graph.input("y")));
  }
}
