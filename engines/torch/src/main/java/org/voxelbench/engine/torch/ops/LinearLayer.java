package org.voxelbench.engine.torch.ops;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A linear layer by oneDNN, of which autograd knows nothing.
 *
 * @param x its input, {@code [..., in]}
 * @param weight {@code [out, in]}
 * @param bias {@code [out]}, or null for none
 * @param y its output, {@code [..., out]}, a leaf of autograd
 * @param scope where they are kept
 */
record LinearLayer(Tensor x, Tensor weight, Tensor bias, Tensor y, PointerScope scope)
    implements TapeEntry {

  static LinearLayer kept(Tensor x, Tensor weight, Tensor bias, Tensor y, PointerScope scope) {
    scope.attach(x);
    scope.attach(weight);
    if (bias != null) {
      scope.attach(bias);
    }
    scope.attach(y);
    return new LinearLayer(x, weight, bias, y, scope);
  }

  @Override
  public void goBack(LeafGradients gradients) {
    Tensor byOutput = Tape.takenFrom(y);
    scope.detach(y);
    if (byOutput.defined()) {
      goBack(byOutput.reshape(-1, weight.size(0)), gradients);
    }
    scope.detach(x);
  }

  /**
   * @param byOutput {@code [M, out]}
   */
  private void goBack(Tensor byOutput, LeafGradients gradients) {
    if (weight.requires_grad()) {
      Tensor rows = x.detach().reshape(-1, weight.size(1));
      gradients.put(
          weight, (place, added) -> MatrixProduct.into(place, byOutput.t(), rows, added ? 1 : 0));
    }
    if (bias != null && bias.requires_grad()) {
      gradients.put(bias, (place, added) -> sumInto(place, byOutput, added));
    }
    if (x.requires_grad()) {
      Tensor byInput = torch.empty(x.sizes(), weight.options(), new MemoryFormatOptional());
      MatrixProduct.into(byInput.view(-1, weight.size(1)), byOutput, weight.detach(), 0);
      Tape.passOn(x, byInput);
    }
  }

  private static void sumInto(Tensor place, Tensor rows, boolean added) {
    if (added) {
      place.add_(torch.sum(rows, 0));
    } else {
      torch.sum_out(place, rows, 0);
    }
  }
}
