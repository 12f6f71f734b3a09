package org.voxelbench.harness.selftest.ops;

import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;

/** A map as networks hold it: in the type that convolutions leave, bfloat16 in mixed precision. */
final class CarriedMap {

  private static final int[] ONE = {1, 1, 1};
  private static final int[] NONE = {0, 0, 0};

  private CarriedMap() {}

  /** The same map after a convolution that changes nothing. */
  static Tensor of(Graph graph, Tensor x) {
    int channels = x.shape()[1];
    float[] identity = new float[channels * channels];
    for (int i = 0; i < channels; i++) {
      identity[i * channels + i] = 1;
    }
    NdArray kernels = NdArray.of(new int[] {channels, channels, 1, 1, 1}, identity);
    return graph.conv3d(x, graph.constant(kernels), null, ONE, NONE);
  }
}
