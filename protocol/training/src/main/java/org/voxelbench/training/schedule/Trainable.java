package org.voxelbench.training.schedule;

import java.util.LinkedHashSet;
import java.util.Set;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.NetworkPart;

/** Which weights an optimiser moves. */
public enum Trainable {
  /** All weights that the loss reaches. */
  ALL,
  /** Decoder and heads; the stem too where it was adapted to another number of channels. */
  DECODER;

  /**
   * The names of the weights to train.
   *
   * @param stemAdapted whether the pre-trained stem was adapted to another number of input channels
   */
  public Set<String> names(Network network, boolean stemAdapted) {
    Set<String> names = new LinkedHashSet<>(network.weights().names());
    names.removeAll(network.idleWeights());
    if (this == DECODER) {
      names.removeIf(name -> !inDecoderPhase(network.part(name), stemAdapted));
    }
    return names;
  }

  private static boolean inDecoderPhase(NetworkPart part, boolean stemAdapted) {
    return switch (part) {
      case DECODER, HEAD -> true;
      case STEM -> stemAdapted;
      case ENCODER, OTHER -> false;
    };
  }
}
