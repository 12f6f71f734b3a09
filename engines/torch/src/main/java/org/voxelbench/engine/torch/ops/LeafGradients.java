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
 * The gradients of a loss with respect to leaves, to be written one after the other.
 *
 * <p>Those of linear layers are computed as they are written, and what they are computed from is
 * given up, so that they are in memory where they are wanted alone.
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

  /**
   * Writes that by the next leaf, in the order in which they were given.
   *
   * @param place of the leaf's shape, its values in order without a gap
   * @return whether there is one; otherwise the place is as it was
   */
  public boolean write(Tensor place) {
    Tensor leaf = leaves.get(next);
    Optional<Tensor> given = given(next);
    given.ifPresent(place::copy_);
    boolean written = given.isPresent();
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i).has(leaf)) {
        written |= writeOfLayer(i, leaf, place, written);
      }
    }
    found.put(next++, new Tensor());
    return written;
  }

  private boolean writeOfLayer(int number, Tensor leaf, Tensor place, boolean added) {
    LinearLayer layer = layers.get(number);
    Optional<Tensor> given = given(leaves.size() + number);
    given.ifPresent(byOutput -> layer.gradient(leaf, byOutput, place, added));
    if (leaves.subList(next + 1, leaves.size()).stream().noneMatch(layer::has)) {
      found.put(leaves.size() + number, new Tensor());
      layer.freeInput();
    }
    return given.isPresent();
  }

  private Optional<Tensor> given(int number) {
    // A handle of its own: the list's is to the place in the list.
    Tensor gradient = new Tensor(found.get(number));
    return gradient.defined() ? Optional.of(gradient) : Optional.empty();
  }
}
