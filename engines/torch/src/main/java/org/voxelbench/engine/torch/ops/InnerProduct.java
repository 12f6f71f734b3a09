package org.voxelbench.engine.torch.ops;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;

/**
 * oneDNN's inner product, which takes matrices as they lie in memory; without gradients, and on the
 * CPU in 32-bit floats.
 *
 * <p>LibTorch's C++ interface has no name for it, so that its dispatcher is asked.
 */
final class InnerProduct {

  /** What a list of an activation's numbers must be, which only a script can make. */
  private static final TorchScript NO_ACTIVATION =
      TorchScript.of(
          """
          def numbers():
            none: List[Optional[number]] = []
            return none
          """);

  private static final OperatorHandle PRODUCT = found();

  private InnerProduct() {}

  private static OperatorHandle found() {
    try (PointerScope temporaries = new PointerScope()) {
      return Dispatcher.singleton()
          .findSchemaOrThrow("mkldnn::_linear_pointwise", "")
          .retainReference();
    }
  }

  /**
   * {@code a b^T}, {@code [M, N]}.
   *
   * @param a {@code [M, K]}
   * @param b {@code [N, K]}
   */
  static Tensor of(Tensor a, Tensor b) {
    IValueVector stack = new IValueVector();
    IValue none = new IValue();
    for (IValue argument :
        new IValue[] {
          new IValue(a),
          new IValue(b),
          none,
          new IValue("none"),
          NO_ACTIVATION.call("numbers"),
          none
        }) {
      stack.push_back(argument);
    }
    PRODUCT.callBoxed(stack);
    return stack.get(0).toTensor();
  }
}
