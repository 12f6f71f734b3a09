package org.voxelbench.engine.nd4j.trace;

import org.voxelbench.engine.Ops;
import org.voxelbench.engine.Tensor;

/** What the families of ops share. */
interface TraceOps extends Ops {

  /** The graph to which ops are added. */
  Trace trace();

  /** The handle as one of this trace. */
  default TracedTensor own(Tensor x) {
    return TracedTensor.own(x, trace());
  }

  /**
   * A value that was computed from operands in several ops, with a derivative of its own instead of
   * the chain of theirs.
   *
   * @param derivative gives one gradient per operand
   */
  default TracedTensor differentiated(
      String label, TracedTensor value, Derivative derivative, TracedTensor... operands) {
    return trace().alias(label, value, value.shape(), derivative, operands);
  }

  @Override
  TracedTensor add(Tensor a, Tensor b);

  @Override
  TracedTensor mul(Tensor a, Tensor b);

  @Override
  TracedTensor add(Tensor a, double b);

  @Override
  TracedTensor mul(Tensor a, double b);

  @Override
  TracedTensor sub(Tensor a, Tensor b);

  @Override
  TracedTensor div(Tensor a, Tensor b);

  @Override
  TracedTensor neg(Tensor x);

  @Override
  TracedTensor exp(Tensor x);

  @Override
  TracedTensor sqrt(Tensor x);

  @Override
  TracedTensor square(Tensor x);

  @Override
  TracedTensor equal(Tensor a, Tensor b);

  @Override
  TracedTensor oneHot(Tensor classMap, int classes);

  /** The values in the trace's type; no gradient. */
  TracedTensor cast(TracedTensor x);

  @Override
  TracedTensor reshape(Tensor x, int... shape);

  @Override
  TracedTensor sum(Tensor x, boolean keepDims, int... axes);

  @Override
  TracedTensor permute(Tensor x, int... axes);

  @Override
  TracedTensor slice(Tensor x, int axis, int start, int length);

  @Override
  TracedTensor concat(int axis, Tensor... parts);

  @Override
  TracedTensor fullPrecision(Tensor x);

  @Override
  TracedTensor matmul(Tensor a, Tensor b);

  @Override
  TracedTensor broadcastTo(Tensor x, int... shape);

  /** The gradient summed over the axes along which the operand was stretched. */
  TracedTensor unstretched(TracedTensor gradient, Tensor operand);

  /** Zeros before and after the values along one axis; no gradient. */
  TracedTensor padded(TracedTensor x, int axis, int before, int after);

  /** The sums of the rows of a matrix {@code [M, N]}, as {@code [M, 1]}; no gradient. */
  TracedTensor rowSums(TracedTensor matrix);

  /** A tensor of one value. */
  TracedTensor filled(double value, int... shape);

  /** The product of two matrices, or of two equally long lists of them, each perhaps transposed. */
  TracedTensor product(TracedTensor a, TracedTensor b, boolean turnA, boolean turnB);

  @Override
  TracedTensor softmax(Tensor x, int axis);

  @Override
  TracedTensor mean(Tensor x, boolean keepDims, int... axes);
}
