package org.voxelbench.engine.nd4j.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;

/** A program's graph while SameDiff records it: every op becomes a variable, and none computes. */
public final class TraceGraph
    implements Graph, ElementwiseOps, ReductionOps, ShapeOps, VolumeOps, ClassMapOps, TokenOps {

  private static final String INPUT = "input ";
  private static final String WEIGHT = "weight ";

  private final Trace trace;
  private final Map<String, int[]> inputs;
  private final Map<String, int[]> weights;
  private final Map<String, TracedTensor> leaves = new HashMap<>();

  public TraceGraph(DataType type, Map<String, int[]> inputs, Map<String, int[]> weights) {
    this.trace = new Trace(type);
    this.inputs = inputs;
    this.weights = weights;
  }

  @Override
  public Trace trace() {
    return trace;
  }

  /** The variable of an input, by the input's name. */
  public static String inputVariable(String name) {
    return INPUT + name;
  }

  /** The variable of a weight, by the weight's name. */
  public static String weightVariable(String name) {
    return WEIGHT + name;
  }

  private TracedTensor leaf(String kind, String name, Map<String, int[]> from) {
    int[] shape = from.get(name);
    if (shape == null) {
      throw missing(kind.strip(), name, from.keySet());
    }
    return leaves.computeIfAbsent(kind + name, variable -> trace.leaf(variable, shape));
  }

  private static EngineException missing(String kind, String name, Set<String> names) {
    return new EngineException(
        "the program asks for the " + kind + " '" + name + "', but there are only " + names + ".");
  }

  @Override
  public TracedTensor input(String name) {
    return leaf(INPUT, name, inputs);
  }

  @Override
  public boolean hasInput(String name) {
    return inputs.containsKey(name);
  }

  @Override
  public TracedTensor weight(String name) {
    return leaf(WEIGHT, name, weights);
  }

  @Override
  public boolean hasWeight(String name) {
    return weights.containsKey(name);
  }

  @Override
  public Tensor constant(NdArray value) {
    return trace.constant(value);
  }

  @Override
  public Tensor scalar(double value) {
    return filled(value);
  }
}
