package org.voxelbench.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One use of an op, with its oracle.
 *
 * @param name the op and what is special about its use
 * @param inputs its tensors by name
 * @param fixed the inputs that the oracle can't be differentiated by; no gradient flows into them
 * @param op the op on an engine
 * @param oracle the op in plain Java
 */
record OpCase(
    String name,
    Map<String, NdArray> inputs,
    Set<String> fixed,
    Function<Graph, Tensor> op,
    Function<Map<String, NdArray>, NdArray> oracle) {

  static OpCase of(
      String name,
      NdArray x,
      BiFunction<Graph, Tensor, Tensor> op,
      Function<NdArray, NdArray> oracle) {
    return new OpCase(
        name,
        Map.of("x", x),
        Set.of(),
        graph -> op.apply(graph, graph.input("x")),
        in -> oracle.apply(in.get("x")));
  }

  /** An op of two tensors. */
  interface Binary {

    Tensor apply(Graph graph, Tensor x, Tensor y);
  }

  static OpCase of(
      String name, NdArray x, NdArray y, Binary op, BiFunction<NdArray, NdArray, NdArray> oracle) {
    Map<String, NdArray> inputs = new LinkedHashMap<>();
    inputs.put("x", x);
    inputs.put("y", y);
    return new OpCase(
        name,
        inputs,
        Set.of(),
        graph -> op.apply(graph, graph.input("x"), graph.input("y")),
        in -> oracle.apply(in.get("x"), in.get("y")));
  }

  OpCase fixing(String... names) {
    return new OpCase(name, inputs, Set.of(names), op, oracle);
  }

  @Override
  public String toString() {
    return name;
  }
}
