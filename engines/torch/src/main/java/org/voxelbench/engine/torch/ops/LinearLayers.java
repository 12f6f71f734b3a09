package org.voxelbench.engine.torch.ops;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.engine.Shapes;

/**
 * The linear layers of one run by oneDNN.
 *
 * <p>oneDNN's gradient of a convolution by its kernel takes twice the time of the product that it
 * is. Those by the layers' weights are therefore computed as products, after autograd has found
 * those by the layers' outputs.
 */
public final class LinearLayers {

  private final PointerScope scope;
  private final List<LinearLayer> learning = new ArrayList<>();

  /**
   * @param scope frees what is kept of a layer, if nothing else has before
   */
  public LinearLayers(PointerScope scope) {
    this.scope = scope;
  }

  /**
   * A layer.
   *
   * @param x {@code [..., in]}
   * @param weight {@code [out, in]}
   * @param bias {@code [out]}, or null for none
   */
  Tensor apply(Tensor x, Tensor weight, Tensor bias) {
    Tensor rows = x.reshape(-1, weight.size(1));
    long[] shape = Shapes.longs(TorchTensor.shapeOf(x));
    shape[shape.length - 1] = weight.size(0);
    if (!GradMode.is_enabled()) {
      return LinearByOneDnn.values(rows, weight, bias).view(shape);
    }
    boolean learns = learns(weight) || learns(bias);
    if (!learns || isComputed(weight) || isComputed(bias)) {
      return LinearByOneDnn.recorded(rows, weight, bias).view(shape);
    }
    LinearLayer layer = LinearLayer.of(rows, weight, bias, scope);
    learning.add(layer);
    return layer.handOver(shape);
  }

  private static boolean learns(Tensor parameter) {
    return parameter != null && parameter.requires_grad();
  }

  /** Whether autograd needs the gradient by a weight to go on. */
  private static boolean isComputed(Tensor parameter) {
    return parameter != null && !parameter.is_leaf();
  }

  /** Those that autograd goes through to their inputs alone, in the order of their computation. */
  List<LinearLayer> learning() {
    return List.copyOf(learning);
  }
}
