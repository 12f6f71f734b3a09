package org.voxelbench.engine.torch.ops;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
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

  /** The gradient for each leaf that the loss depends on, by name. */
  public static Map<String, Tensor> gradients(Tensor loss, Map<String, Tensor> leaves, Tape tape) {
    Map<Tensor, Tensor> places = new IdentityHashMap<>();
    leaves
        .values()
        .forEach(
            leaf ->
                places.put(
                    leaf, torch.empty(leaf.sizes(), leaf.options(), new MemoryFormatOptional())));
    LeafGradients found = LeafGradients.of(loss, tape, places::get);
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    leaves.forEach(
        (name, leaf) -> {
          if (found.write(leaf)) {
            gradients.put(name, places.get(leaf));
          }
        });
    return gradients;
  }
}
