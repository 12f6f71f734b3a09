package org.voxelbench.engine.nd4j.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Shapes;

/**
 * A SameDiff graph under construction: its leaves and, in the order in which they were traced, its
 * ops.
 */
public final class Trace implements AutoCloseable {

  private final SameDiff graph = SameDiff.create();
  private final DataType type;
  private final List<TracedOp> ops = new ArrayList<>();
  private final Map<String, TracedTensor> handles = new LinkedHashMap<>();
  private final Map<String, INDArray> constants = new LinkedHashMap<>();

  /**
   * @param type 32-bit or 64-bit floats
   */
  Trace(DataType type) {
    this.type = type;
  }

  public DataType type() {
    return type;
  }

  public List<TracedOp> ops() {
    return ops;
  }

  /** The arrays of the constants by the names of their variables. */
  public Map<String, INDArray> constants() {
    return constants;
  }

  TracedTensor handle(SDVariable variable) {
    return handles.get(variable.name());
  }

  private TracedTensor register(SDVariable variable, DataType held, int[] shape) {
    TracedTensor handle = new TracedTensor(this, variable, held, shape);
    handles.put(variable.name(), handle);
    return handle;
  }

  /** A leaf that is given at each run. */
  TracedTensor leaf(String name, int... shape) {
    long[] dimensions = Shapes.longs(shape);
    return register(graph.placeHolder(name, type, dimensions), type, shape);
  }

  /** A leaf that keeps its value; the trace closes its array. */
  TracedTensor constant(INDArray value) {
    String name = "constant" + constants.size();
    SDVariable variable = graph.placeHolder(name, value.dataType(), value.shape());
    constants.put(name, value);
    return register(variable, value.dataType(), intShape(value));
  }

  /** A leaf with the values of an array on the host, in the trace's type. */
  TracedTensor constant(NdArray value) {
    return constant(HostCopies.toDevice(value, type));
  }

  private static int[] intShape(INDArray array) {
    long[] shape = array.shape();
    int[] ints = new int[shape.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = Math.toIntExact(shape[i]);
    }
    return ints;
  }

  /** An op with one result of the trace's type. */
  TracedTensor op(
      String label, Kernel kernel, int[] shape, Derivative derivative, TracedTensor... in) {
    return add(label, kernel, false, type, derivative, List.of(in), shape).results().get(0);
  }

  /** An op that computes each value from the values at the same place, or a broadcast one. */
  TracedTensor elementwise(
      String label, Kernel kernel, int[] shape, Derivative derivative, TracedTensor... in) {
    return add(label, kernel, true, type, derivative, List.of(in), shape).results().get(0);
  }

  /** An op with one result of another type, through which no gradient flows. */
  TracedTensor typed(String label, Kernel kernel, DataType held, int[] shape, TracedTensor... in) {
    return add(label, kernel, false, held, null, List.of(in), shape).results().get(0);
  }

  /**
   * A value's memory in another shape.
   *
   * @param derivative gives the gradients of the operands; none flows to the value itself
   */
  TracedTensor alias(
      String label,
      TracedTensor value,
      int[] shape,
      Derivative derivative,
      TracedTensor... operands) {
    List<TracedTensor> in = new ArrayList<>(List.of(value));
    in.addAll(List.of(operands));
    Derivative ofOperands = derivative == null ? null : g -> behindNone(derivative.trace(g));
    return add(label, null, false, value.type(), ofOperands, in, shape).results().get(0);
  }

  private static TracedTensor[] behindNone(TracedTensor[] gradients) {
    TracedTensor[] all = new TracedTensor[gradients.length + 1];
    System.arraycopy(gradients, 0, all, 1, gradients.length);
    return all;
  }

  /** An op with several results. */
  public List<TracedTensor> ops(String label, Kernel kernel, int[][] shapes, TracedTensor... in) {
    return add(label, kernel, false, type, null, List.of(in), shapes).results();
  }

  private TracedOp add(
      String label,
      Kernel kernel,
      boolean inPlace,
      DataType held,
      Derivative derivative,
      List<TracedTensor> in,
      int[]... shapes) {
    TracedOp op = new TracedOp(this, label, kernel, inPlace, derivative, in);
    String name = label + "_" + ops.size();
    op.setSameDiff(graph);
    op.setOwnName(name);
    graph.putOpForId(name, op);
    graph.addArgsFor(in.stream().map(TracedTensor::variable).toArray(SDVariable[]::new), op);
    SDVariable[] results = new SDVariable[shapes.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = graph.var(name + ":" + i, VariableType.ARRAY, null, held, (long[]) null);
      op.addOutput(register(results[i], held, shapes[i]));
    }
    graph.addOutgoingFor(results, op);
    ops.add(op);
    return op;
  }

  @Override
  public void close() {
    constants.values().forEach(INDArray::close);
    constants.clear();
  }
}
