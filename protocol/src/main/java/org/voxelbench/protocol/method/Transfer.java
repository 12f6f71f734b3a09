package org.voxelbench.protocol.method;

/** Which pre-trained weights start the downstream network; segmentation heads never do. */
public enum Transfer {
  /** Stem and encoder stages, as the released code does. */
  ENCODER,
  /** Stem, encoder and decoder without its heads, as the paper does. */
  ENCODER_AND_DECODER
}
