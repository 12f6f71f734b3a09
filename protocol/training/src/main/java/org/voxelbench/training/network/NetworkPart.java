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
  /** Anything that is no part of a U-Net, such as a method's own weights. */
  OTHER;

  /** The part to which the weight of that name belongs. */
  public static NetworkPart of(String name) {
    if (name.startsWith("encoder.stem.") || name.startsWith("encoder.stages.0.0.convs.0.")) {
      return STEM;
    }
    if (name.startsWith("encoder.stages.")) {
      return ENCODER;
    }
    if (name.startsWith("decoder.seg_layers.")) {
      return HEAD;
    }
    if (name.startsWith("decoder.stages.") || name.startsWith("decoder.transpconvs.")) {
      return DECODER;
    }
    return OTHER;
  }
}
