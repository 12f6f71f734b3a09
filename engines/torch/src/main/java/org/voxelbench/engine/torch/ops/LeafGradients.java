package org.voxelbench.engine.torch.ops;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The gradients of a loss with respect to leaves, each written to a place of its own.
 *
 * <p>Those by the weights of linear layers are written on the way backward, so that what they are
 * computed from is in memory no longer than that; the others when they are asked for.
 */
public final class LeafGradients {

  /** Where the gradients are to lie. */
  public interface Places {

    /** The place of a leaf's, of the leaf's shape, its values in order without a gap. */
    Tensor of(Tensor leaf);
  }

  /** One gradient by a weight, computed where it is wanted. */
  interface Writing {

    /**
     * @param added whether to add to what is there
     */
    void to(Tensor place, boolean added);
  }

  private final Tape tape;
  private final Places places;
  private final Set<Tensor> begun = Collections.newSetFromMap(new IdentityHashMap<>());

  private LeafGradients(Tape tape, Places places) {
    this.tape = tape;
    this.places = places;
  }

  /**
   * Goes backward from the loss, once.
   *
   * @param tape of the run that computed the loss
   */
  public static LeafGradients of(Tensor loss, Tape tape, Places places) {
    LeafGradients gradients = new LeafGradients(tape, places);
    if (loss.requires_grad()) {
      tape.goBack(loss, gradients);
    }
    return gradients;
  }

  /**
   * Puts a part of the gradient by a parameter to its place, or passes it on to what the parameter
   * was computed from.
   */
  void put(Tensor parameter, Writing part) {
    Optional<Tensor> leaf = tape.givenAs(parameter);
    if (leaf.isPresent()) {
      write(leaf.get(), part);
    } else {
      Tensor gradient =
          torch.empty(parameter.sizes(), parameter.options(), new MemoryFormatOptional());
      part.to(gradient, false);
      Tape.passOn(parameter, gradient);
    }
  }

  private void write(Tensor leaf, Writing part) {
    part.to(places.of(leaf), !begun.add(leaf));
  }

  /**
   * Writes what autograd has found of a leaf's to its place.
   *
   * @return whether there is any; otherwise the place is as it was
   */
  public boolean write(Tensor leaf) {
    Tensor found = tape.takenFromGiven(leaf);
    if (found.defined()) {
      write(
          leaf,
          (place, added) -> {
            if (added) {
              place.add_(found);
            } else {
              place.copy_(found);
            }
          });
    }
    return begun.contains(leaf);
  }
}
