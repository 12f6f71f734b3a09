package org.voxelbench.training.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.preparation.plan.UNetArchitecture;

/** Architectures for tests. */
public final class Architectures {

  private Architectures() {}

  /** Kernels 3x3x3 throughout, stride 2 from the second stage on, one decoder convolution. */
  public static UNetArchitecture isotropic(
      NetworkKind kind, List<Integer> features, List<Integer> blocks) {
    int stages = features.size();
    List<List<Integer>> strides = new ArrayList<>(Collections.nCopies(stages, List.of(2, 2, 2)));
    strides.set(0, List.of(1, 1, 1));
    return new UNetArchitecture(
        kind,
        features,
        blocks,
        Collections.nCopies(stages, List.of(3, 3, 3)),
        strides,
        Collections.nCopies(stages - 1, 1));
  }

  /** The ResEnc-L of the paper. */
  public static UNetArchitecture resEncL() {
    return isotropic(
        NetworkKind.RESIDUAL_ENCODER,
        List.of(32, 64, 128, 256, 320, 320),
        List.of(1, 3, 4, 6, 6, 6));
  }

  /** Three residual stages of few features. */
  public static UNetArchitecture small() {
    return isotropic(NetworkKind.RESIDUAL_ENCODER, List.of(4, 6, 8), List.of(1, 2, 1));
  }

  /** {@link #small} with flat kernels and strides in its first two stages. */
  public static UNetArchitecture smallFlat() {
    return new UNetArchitecture(
        NetworkKind.RESIDUAL_ENCODER,
        List.of(4, 6, 8),
        List.of(1, 2, 1),
        List.of(List.of(1, 3, 3), List.of(1, 3, 3), List.of(3, 3, 3)),
        List.of(List.of(1, 1, 1), List.of(1, 2, 2), List.of(2, 2, 2)),
        List.of(1, 1));
  }
}
