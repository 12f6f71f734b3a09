package org.voxelbench.engine.torch.ops;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Gradients of a loss with respect to leaves. */
public final class Differentiation {

  private Differentiation() {}

  /** The values, those named as leaves of autograd that share their memory. */
  public static Map<String, Tensor> leaves(Map<String, Tensor> values, Set<String> names) {
    Map<String, Tensor> leaves = new LinkedHashMap<>();
    values.forEach(
        (name, value) ->
            leaves.put(
                name, names.contains(name) ? value.detach().set_requires_grad(true) : value));
    return leaves;
  }

  /** The gradient for each leaf in order, undefined where the loss does not depend on it. */
  public static TensorVector gradients(Tensor loss, Collection<Tensor> leaves) {
    return leaves.isEmpty() || !loss.requires_grad()
        ? new TensorVector(leaves.size())
        : torch.grad(
            new TensorVector(loss),
            new TensorVector(leaves.toArray(Tensor[]::new)),
            new TensorVector(),
            new BoolOptional(),
            false,
            true);
  }

  /** The gradient for each leaf that the loss depends on, by name. */
  public static Map<String, Tensor> gradients(Tensor loss, Map<String, Tensor> leaves) {
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    TensorVector found = gradients(loss, leaves.values());
    long i = 0;
    for (String name : leaves.keySet()) {
      Tensor gradient = found.get(i++);
      if (gradient.defined()) {
        gradients.put(name, gradient);
      }
    }
    return gradients;
  }
}
