package org.voxelbench.preparation.plan;

/** Networks that give methods the same to work on. */
public enum NetworkFamily {
  /** U-Nets: feature maps of several resolutions, and a decoder that reads all of them. */
  U_NET("U-Nets"),
  /** The transformer Primus: one feature map, of the tokens. */
  PRIMUS("the transformer Primus");

  private final String words;

  NetworkFamily(String words) {
    this.words = words;
  }

  /** Its networks, for people. */
  public String words() {
    return words;
  }
}
