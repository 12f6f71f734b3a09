package org.voxelbench.preparation.plan;

import java.util.Arrays;
import java.util.List;

/**
 * The topology of a network: what its weights, its patches and the features that pretext tasks read
 * depend on.
 */
public sealed interface Architecture permits UNetArchitecture, PrimusArchitecture {

  /** What networks it is one of. */
  NetworkFamily family();

  /** The class in dynamic-network-architectures. */
  String className();

  /** The network for people, such as {@code ResidualEncoderUNet, 6 stages, 32-320 channels}. */
  String words();

  /** Channels of the feature maps that the encoder gives, shallow to deep. */
  List<Integer> features();

  /** The stride {@code [D, H, W]} between a feature map and the one before, or the image. */
  int[] stride(int stage);

  /** The number of feature maps that the encoder gives. */
  default int stages() {
    return features().size();
  }

  /** The product of all strides, {@code [D, H, W]}: a patch must be a multiple of it. */
  default int[] totalStride() {
    int[] total = {1, 1, 1};
    for (int stage = 0; stage < stages(); stage++) {
      int[] stride = stride(stage);
      Arrays.setAll(total, axis -> total[axis] * stride[axis]);
    }
    return total;
  }

  /**
   * The same network for patches of another size, which some networks' weights depend on.
   *
   * @param patch {@code [D, H, W]} in voxels
   */
  Architecture forPatch(int... patch);
}
