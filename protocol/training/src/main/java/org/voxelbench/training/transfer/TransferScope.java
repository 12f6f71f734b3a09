package org.voxelbench.training.transfer;

import java.util.Set;
import org.voxelbench.training.network.NetworkPart;

/** Which parts of a pre-trained network a method promises to the downstream network. */
public enum TransferScope {
  /** Nothing: training from scratch. */
  NOTHING("nothing", Set.of()),
  /** Stem and encoder stages, as released code does. */
  ENCODER("stem and encoder", Set.of(NetworkPart.STEM, NetworkPart.ENCODER)),
  /** Stem, encoder stages and decoder without heads, as the paper's S3D does. */
  ENCODER_AND_DECODER(
      "stem, encoder and decoder without heads",
      Set.of(NetworkPart.STEM, NetworkPart.ENCODER, NetworkPart.DECODER)),
  /** The heads too, of a network that was trained on the very same classes. */
  WHOLE_NETWORK(
      "the whole network, heads included",
      Set.of(NetworkPart.STEM, NetworkPart.ENCODER, NetworkPart.DECODER, NetworkPart.HEAD));

  private final String words;
  private final Set<NetworkPart> parts;

  TransferScope(String words, Set<NetworkPart> parts) {
    this.words = words;
    this.parts = parts;
  }

  /** The promised parts. */
  public Set<NetworkPart> parts() {
    return parts;
  }

  /** The promised parts, for people. */
  public String words() {
    return words;
  }
}
