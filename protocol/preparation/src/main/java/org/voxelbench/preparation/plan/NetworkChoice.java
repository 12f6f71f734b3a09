package org.voxelbench.preparation.plan;

import java.util.Optional;
import org.voxelbench.base.format.Choice;

/** The networks that a protocol may pre-train. */
public enum NetworkChoice implements Choice {
  /** nnU-Net's residual-encoder U-Net, of the features and blocks that are stated. */
  RESIDUAL_ENCODER(NetworkKind.RESIDUAL_ENCODER, null),
  /** nnU-Net's plain U-Net, of the features and blocks that are stated. */
  PLAIN(NetworkKind.PLAIN, null),
  /** The transformer Primus of the width, depth and heads that are stated. */
  PRIMUS(null, null),
  /** Primus-S: width 396, 12 blocks of 6 heads. */
  PRIMUS_S(null, PrimusSize.S),
  /** Primus-B: width 792, 12 blocks of 12 heads. */
  PRIMUS_B(null, PrimusSize.B),
  /** Primus-M: width 864, 16 blocks of 12 heads. */
  PRIMUS_M(null, PrimusSize.M),
  /** Primus-L: width 1056, 24 blocks of 16 heads. */
  PRIMUS_L(null, PrimusSize.L);

  private final NetworkKind kind;
  private final PrimusSize size;

  NetworkChoice(NetworkKind kind, PrimusSize size) {
    this.kind = kind;
    this.size = size;
  }

  /** The U-Net that it is; empty for a transformer. */
  public Optional<NetworkKind> unet() {
    return Optional.ofNullable(kind);
  }

  /** The size that its name says; empty for U-Nets and where the size is stated. */
  public Optional<PrimusSize> size() {
    return Optional.ofNullable(size);
  }
}
