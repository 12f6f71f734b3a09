package org.voxelbench.engine.torch.ops;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;

/**
 * What one run records for the gradients of its loss, beside what autograd does.
 *
 * <p>Java can't add an op to autograd's history. Where linear layers are computed by oneDNN's
 * product of matrices, which LibTorch has no op for, the history is cut into pieces: one begins at
 * the output of each layer and at each reading of a weight or of a value with several readers. A
 * piece then has one end, and going backward piece by piece meets every op once.
 */
public final class Tape {

  private final boolean cutting;
  private final PointerScope scope;
  private final List<TapeEntry> entries = new ArrayList<>();
  private final Map<Tensor, SharedValue> given = new IdentityHashMap<>();
  private final Map<Tensor, SharedValue> shared = new IdentityHashMap<>();

  /** The inputs and weights, by their readings. */
  private final Map<Tensor, Tensor> read = new IdentityHashMap<>();

  /**
   * @param cutting whether there are linear layers by oneDNN in the run
   * @param scope frees what is kept, if nothing else has before
   */
  public Tape(boolean cutting, PointerScope scope) {
    this.cutting = cutting && GradMode.is_enabled();
    this.scope = scope;
  }

  /** Takes note of an input or a weight. */
  public void given(Tensor value) {
    if (cutting && value.requires_grad()) {
      given.computeIfAbsent(value, leaf -> new SharedValue(leaf, scope));
    }
  }

  /** Takes note of a computed value that several ops are going to read. */
  public void shared(Tensor value) {
    if (cutting && value.requires_grad()) {
      SharedValue entry = new SharedValue(value, scope);
      shared.put(value, entry);
      entries.add(entry);
    }
  }

  /** The value as an op is to read it. */
  public Tensor read(Tensor value) {
    if (shared.containsKey(value)) {
      return shared.get(value).read();
    }
    if (!given.containsKey(value)) {
      return value;
    }
    Tensor reading = given.get(value).read();
    read.put(reading, value);
    return reading;
  }

  /**
   * A linear layer by oneDNN.
   *
   * @param x {@code [..., in]}
   * @param weight {@code [out, in]}
   * @param bias {@code [out]}, or null for none
   */
  Tensor linear(Tensor x, Tensor weight, Tensor bias) {
    Tensor y =
        LinearByOneDnn.values(x.detach(), weight.detach(), bias == null ? null : bias.detach());
    if (cutting && (requiresGradient(x) || requiresGradient(weight) || requiresGradient(bias))) {
      y.set_requires_grad(true);
      entries.add(LinearLayer.kept(x, weight, bias, y, scope));
    }
    return y;
  }

  private static boolean requiresGradient(Tensor value) {
    return value != null && value.requires_grad();
  }

  /** Goes backward from a loss and then through the pieces of its history, the latest first. */
  void goBack(Tensor loss, LeafGradients gradients) {
    loss.backward();
    for (int i = entries.size() - 1; i >= 0; i--) {
      try (PointerScope temporaries = new PointerScope()) {
        entries.get(i).goBack(gradients);
      }
    }
    entries.clear();
  }

  /** The input or weight that a value is a reading of; empty if it was computed. */
  Optional<Tensor> givenAs(Tensor reading) {
    return Optional.ofNullable(read.get(reading));
  }

  /** Takes what autograd has found of the gradient by an input or a weight, as it does below. */
  Tensor takenFromGiven(Tensor leaf) {
    return given.containsKey(leaf) ? given.get(leaf).takenGradient() : takenFrom(leaf);
  }

  /** Takes the gradient by a leaf of autograd, undefined if there is none. */
  static Tensor takenFrom(Tensor leaf) {
    // A handle of its own: the other is to the place in the leaf.
    Tensor gradient = new Tensor(leaf.grad());
    leaf.mutable_grad().reset();
    return gradient;
  }

  /** Goes on backward from the end of a piece, or from a leaf. */
  static void passOn(Tensor value, Tensor gradient) {
    if (value.is_leaf()) {
      value.mutable_grad().put(gradient);
    } else {
      value.backward(gradient, new BoolOptional(), false, new TensorArrayRefOptional());
    }
  }
}
