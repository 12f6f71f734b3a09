package org.voxelbench.engine.torch;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Weights as leaves of autograd, whose gradients it adds up in one flat buffer.
 *
 * <p>Which of them a loss depends on is a matter of the program and its inputs' shapes: it is seen
 * in the first step of each, and these leaves' gradients are then views of the buffer.
 */
final class TrainedLeaves implements AutoCloseable {

  private final Set<String> trainable;
  private final FlatBuffer gradients;
  private final Map<String, Tensor> leaves = new LinkedHashMap<>();
  private final Map<String, Set<String>> reachedBy = new HashMap<>();
  private Set<String> attached = Set.of();

  /**
   * @param weights all weights
   * @param trainable the names of those that are leaves; the others are constants
   */
  TrainedLeaves(FlatBuffer weights, Set<String> trainable, HostCopies copies) {
    this.trainable = trainable;
    gradients = new FlatBuffer(weights.layout(), copies);
    weights
        .views()
        .forEach((name, value) -> leaves.put(name, trainable.contains(name) ? leaf(value) : value));
  }

  private static Tensor leaf(Tensor value) {
    Tensor leaf = value.detach();
    leaf.set_requires_grad(true);
    return leaf.retainReference();
  }

  /** The weights by name. */
  Map<String, Tensor> values() {
    return Collections.unmodifiableMap(leaves);
  }

  /** The gradients of the last {@link #differentiate}; zero where there is none. */
  FlatBuffer gradients() {
    return gradients;
  }

  /**
   * Computes the gradients of a loss.
   *
   * @param inputs the names and shapes of the inputs from which it was computed
   * @return the names of the weights that it depends on
   */
  Set<String> differentiate(Tensor loss, String inputs) {
    gradients.all().zero_();
    Set<String> known = reachedBy.get(inputs);
    attach(known == null ? Set.of() : known);
    if (loss.requires_grad()) {
      loss.backward();
    }
    if (known == null) {
      reachedBy.put(inputs, adopted());
    }
    return attached;
  }

  /** Gives the named leaves, and no others, their parts of the buffer to add gradients to. */
  private void attach(Set<String> names) {
    if (names.equals(attached)) {
      return;
    }
    for (String name : trainable) {
      if (names.contains(name)) {
        leaves.get(name).mutable_grad().put(gradients.views().get(name));
      } else {
        leaves.get(name).mutable_grad().reset();
      }
    }
    attached = names;
  }

  /** Moves the gradients that autograd made by itself into the buffer. */
  private Set<String> adopted() {
    Set<String> reached = new LinkedHashSet<>();
    for (String name : trainable) {
      Tensor gradient = leaves.get(name).mutable_grad();
      if (gradient.defined()) {
        gradients.views().get(name).copy_(gradient);
        reached.add(name);
      }
    }
    attach(reached);
    return reached;
  }

  /** The L2 norm over all gradients, a scalar on the device, from the norms of chunks. */
  Tensor norm() {
    Tensor chunks = gradients.all().view(-1, FlatLayout.CHUNK);
    Tensor norms =
        torch.linalg_vector_norm(
            chunks, new Scalar(2.0), new long[] {1}, false, new ScalarTypeOptional());
    return torch.linalg_vector_norm(norms);
  }

  @Override
  public void close() {
    trainable.forEach(name -> leaves.get(name).releaseReference());
    leaves.clear();
    gradients.close();
  }
}
