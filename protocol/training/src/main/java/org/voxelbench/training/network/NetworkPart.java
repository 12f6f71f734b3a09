package org.voxelbench.training.network;

/** The parts of a network that move and train apart from each other. */
public enum NetworkPart {
  /** The first convolution unit, which reads the input channels. */
  STEM,
  /** The encoder's stages. */
  ENCODER,
  /** The decoder without its heads. */
  DECODER,
  /** The segmentation heads. */
  HEAD,
  /** Anything that is no part of the network, such as a method's own weights. */
  OTHER
}
