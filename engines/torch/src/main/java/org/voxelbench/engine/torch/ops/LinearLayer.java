package org.voxelbench.engine.torch.ops;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A linear layer through which autograd goes to its input alone.
 *
 * @param rows its input without history, {@code [M, in]}
 * @param y its output, {@code [M, out]}, until it is handed over
 * @param weight {@code [out, in]}
 * @param bias {@code [out]}, or null for none
 * @param scope where its input and output are kept
 */
record LinearLayer(Tensor rows, Tensor y, Tensor weight, Tensor bias, PointerScope scope) {

  static LinearLayer of(Tensor rows, Tensor weight, Tensor bias, PointerScope scope) {
    Tensor y = LinearByOneDnn.product(rows, weight.detach(), bias == null ? null : bias.detach());
    if (!y.requires_grad()) {
      y.set_requires_grad(true);
    }
    LinearLayer layer = new LinearLayer(rows.detach(), y, weight, bias, scope);
    scope.attach(layer.rows);
    scope.attach(layer.y);
    return layer;
  }

  /**
   * The output in another shape, to go on with. What this layer keeps of it is its history alone,
   * so that the values are gone as soon as nothing else needs them.
   */
  Tensor handOver(long[] shape) {
    Tensor shaped = y.view(shape);
    if (!y.is_leaf()) {
      y.set_data(torch.empty(0));
    }
    return shaped;
  }

  boolean has(Tensor leaf) {
    return leaf == weight || leaf == bias;
  }

  /**
   * The gradient by its weight or bias.
   *
   * @param byOutput that by its output, {@code [M, out]}
   */
  Tensor gradient(Tensor leaf, Tensor byOutput) {
    return leaf == bias ? torch.sum(byOutput, 0) : InnerProduct.of(byOutput.t(), rows.t());
  }

  /** Gives up the output, which is in no gradient by the layer's own weights. */
  void freeOutput() {
    scope.detach(y);
  }

  void freeInput() {
    scope.detach(rows);
  }
}
