package org.voxelbench.engine.nd4j.trace;

import java.util.Arrays;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;

/** A variable of a SameDiff graph with its shape. */
public final class TracedTensor implements Tensor {

  private final Trace trace;
  private final SDVariable variable;
  private final DataType type;
  private final int[] shape;

  TracedTensor(Trace trace, SDVariable variable, DataType type, int[] shape) {
    this.trace = trace;
    this.variable = variable;
    this.type = type;
    this.shape = shape.clone();
  }

  /** The handle as one of the given trace. */
  static TracedTensor own(Tensor tensor, Trace trace) {
    if (!(tensor instanceof TracedTensor handle) || handle.trace != trace) {
      throw new EngineException(
          "the tensor "
              + tensor
              + " is not one of this run: a program must build its tensors anew in each run.");
    }
    return handle;
  }

  public Trace trace() {
    return trace;
  }

  SDVariable variable() {
    return variable;
  }

  public String name() {
    return variable.name();
  }

  public DataType type() {
    return type;
  }

  public long size() {
    return NdArray.size(shape);
  }

  @Override
  public int[] shape() {
    return shape.clone();
  }

  boolean hasShape(int... other) {
    return Arrays.equals(shape, other);
  }

  @Override
  public String toString() {
    return Arrays.toString(shape);
  }
}
