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
    Tensor y = LinearByOneDnn.recorded(rows, weight.detach(), bias == null ? null : bias.detach());
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
   * Writes the gradient by its weight or bias.
   *
   * @param byOutput that by its output, {@code [M, out]}
   * @param place of the leaf's shape, row by row
   * @param added whether to add to what is there
   */
  void gradient(Tensor leaf, Tensor byOutput, Tensor place, boolean added) {
    if (leaf == weight) {
      MatrixProduct.into(place, byOutput.t(), rows, added ? 1 : 0);
    } else if (added) {
      place.add_(torch.sum(byOutput, 0));
    } else {
      torch.sum_out(place, byOutput, 0);
    }
  }

  /** Gives up the output, which is in no gradient by the layer's own weights. */
  void freeOutput() {
    scope.detach(y);
  }

  void freeInput() {
    scope.detach(rows);
  }
}
