package org.voxelbench.engine.nd4j.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Reverse-mode differentiation of a SameDiff graph: the gradients become ops of the same graph.
 *
 * <p>SameDiff's own {@code createGradFunction} copies each op by way of its serialised form, which
 * loses everything but the op's name and arguments.
 */
public final class Differentiation {

  private Differentiation() {}

  /**
   * Traces the gradients of a scalar.
   *
   * @param leaves the leaves to differentiate by
   * @return by name the gradient of each leaf that the scalar depends on
   */
  public static Map<String, TracedTensor> gradients(
      TraceGraph graph, TracedTensor loss, List<TracedTensor> leaves) {
    List<TracedOp> forward = new ArrayList<>(graph.trace().ops());
    Set<String> dependent = dependents(forward, leaves);
    Map<String, TracedTensor> gradients = new LinkedHashMap<>();
    if (dependent.contains(loss.name())) {
      gradients.put(loss.name(), graph.filled(1, loss.shape()));
    }
    Collections.reverse(forward);
    for (TracedOp op : forward) {
      String result = op.results().get(0).name();
      // A result's gradient is complete here, since all its readers come later in the trace.
      TracedTensor gradient = gradients.get(result);
      if (gradient != null && op.isDifferentiable()) {
        gradients.remove(result);
        List<SDVariable> found = op.doDiff(List.of(gradient.variable()));
        for (int i = 0; i < found.size(); i++) {
          TracedTensor operand = op.inputs().get(i);
          if (found.get(i) != null && dependent.contains(operand.name())) {
            gradients.merge(operand.name(), graph.trace().handle(found.get(i)), graph::add);
          }
        }
      }
    }
    Map<String, TracedTensor> ofLeaves = new LinkedHashMap<>();
    for (TracedTensor leaf : leaves) {
      if (gradients.containsKey(leaf.name())) {
        ofLeaves.put(leaf.name(), gradients.get(leaf.name()));
      }
    }
    return ofLeaves;
  }

  private static Set<String> dependents(List<TracedOp> ops, List<TracedTensor> leaves) {
    Set<String> dependent = new HashSet<>();
    leaves.forEach(leaf -> dependent.add(leaf.name()));
    for (TracedOp op : ops) {
      if (op.isDifferentiable()
          && op.inputs().stream().anyMatch(x -> dependent.contains(x.name()))) {
        op.results().forEach(output -> dependent.add(output.name()));
      }
    }
    return dependent;
  }
}
