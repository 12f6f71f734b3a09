package org.voxelbench.engine.torch.ops;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The gradients of a loss with respect to leaves, to be taken one after the other.
 *
 * <p>Those of linear layers are computed as they are taken, and what they are computed from is
 * given up, so that they are never all in memory.
 */
public final class LeafGradients {

  private final List<Tensor> leaves;
  private final List<LinearLayer> layers;

  /** By the leaves, then by the outputs of the layers. */
  private final TensorVector found;

  private int next;

  private LeafGradients(List<Tensor> leaves, List<LinearLayer> layers, TensorVector found) {
    this.leaves = leaves;
    this.layers = layers;
    this.found = found;
  }

  /**
   * Goes backward from the loss, once.
   *
   * @param linear the layers of the run that computed the loss
   */
  public static LeafGradients of(Tensor loss, Collection<Tensor> leaves, LinearLayers linear) {
    List<LinearLayer> layers = linear.learning();
    List<Tensor> by = new ArrayList<>(leaves);
    layers.forEach(layer -> by.add(layer.y()));
    TensorVector found = gradients(loss, by);
    layers.forEach(LinearLayer::freeOutput);
    return new LeafGradients(List.copyOf(leaves), layers, found);
  }

  private static TensorVector gradients(Tensor loss, List<Tensor> by) {
    if (by.isEmpty() || !loss.requires_grad()) {
      return new TensorVector(by.size());
    }
    try (TensorVector losses = new TensorVector(loss);
        TensorVector inputs = new TensorVector(by.toArray(Tensor[]::new))) {
      return torch.grad(losses, inputs, new TensorVector(), new BoolOptional(), false, true);
    }
  }

  /** That by the next leaf, in the order in which they were given; empty if there is none. */
  public Optional<Tensor> take() {
    Tensor leaf = leaves.get(next);
    Optional<Tensor> sum = given(next);
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i).has(leaf)) {
        Optional<Tensor> one = ofLayer(i, leaf);
        sum =
            sum.isPresent() && one.isPresent()
                ? Optional.of(sum.get().add(one.get()))
                : sum.or(() -> one);
      }
    }
    found.put(next++, new Tensor());
    return sum;
  }

  private Optional<Tensor> ofLayer(int number, Tensor leaf) {
    LinearLayer layer = layers.get(number);
    int place = leaves.size() + number;
    Optional<Tensor> gradient = given(place).map(byOutput -> layer.gradient(leaf, byOutput));
    if (leaves.subList(next + 1, leaves.size()).stream().noneMatch(layer::has)) {
      found.put(place, new Tensor());
      layer.freeInput();
    }
    return gradient;
  }

  private Optional<Tensor> given(int place) {
    // A handle of its own: the list's is to the place in the list.
    Tensor gradient = new Tensor(found.get(place));
    return gradient.defined() ? Optional.of(gradient) : Optional.empty();
  }
}
