package org.voxelbench.engine.nd4j.trace;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.DynamicCustomOp;

/**
 * An op in a SameDiff graph that knows its kernel, the shapes of its results and its derivative.
 *
 * <p>SameDiff's own op classes infer shapes only when they run, and several of their derivatives
 * differ from the contract's: ties of maximum and minimum, the clamp's ends, the weights' layout of
 * convolutions.
 */
public final class TracedOp extends DynamicCustomOp {

  private final String label;
  private final Kernel kernel;
  private final boolean inPlace;
  private final Derivative derivative;
  private final Trace trace;
  private final List<TracedTensor> inputs;
  private final List<TracedTensor> results = new ArrayList<>();

  /**
   * @param kernel how it is computed, or null if the result is the first operand's memory
   * @param inPlace whether a result may be written over an operand of its size
   * @param derivative how gradients flow, or null if none does
   */
  TracedOp(
      Trace trace,
      String label,
      Kernel kernel,
      boolean inPlace,
      Derivative derivative,
      List<TracedTensor> inputs) {
    this.trace = trace;
    this.label = label;
    this.kernel = kernel;
    this.inPlace = inPlace;
    this.derivative = derivative;
    this.inputs = List.copyOf(inputs);
  }

  void addOutput(TracedTensor output) {
    results.add(output);
  }

  public List<TracedTensor> inputs() {
    return inputs;
  }

  /** The operands that it reads: an alias has the others for their gradients alone. */
  public List<TracedTensor> read() {
    return isAlias() ? inputs.subList(0, 1) : inputs;
  }

  public List<TracedTensor> results() {
    return results;
  }

  /** Whether the result is the first operand's memory in another shape. */
  public boolean isAlias() {
    return kernel == null;
  }

  public Kernel kernel() {
    return kernel;
  }

  public boolean mayOverwrite(TracedTensor input) {
    return inPlace
        && input.type() == results.get(0).type()
        && input.size() == results.get(0).size();
  }

  boolean isDifferentiable() {
    return derivative != null;
  }

  @Override
  public String opName() {
    return label;
  }

  @Override
  public int getNumOutputs() {
    return results.size();
  }

  @Override
  public List<DataType> calculateOutputDataTypes(List<DataType> types) {
    return results.stream().map(TracedTensor::type).toList();
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    TracedTensor[] traced = derivative.trace(trace.handle(gradients.get(0)));
    List<SDVariable> variables = new ArrayList<>();
    for (TracedTensor tensor : traced) {
      variables.add(tensor == null ? null : tensor.variable());
    }
    return variables;
  }
}
