package org.voxelbench.preparation.plan;

import java.util.Arrays;
import java.util.List;

/** Counts the elements of all convolution outputs of a U-Net, nnU-Net's measure of memory. */
public final class FeatureMaps {

  private FeatureMaps() {}

  /**
   * Elements of the outputs of all convolutions for one patch.
   *
   * @param patch voxels per axis
   * @param classes channels of a segmentation head
   * @param deepSupervision whether every decoder stage has a head in use, or only the last
   */
  public static long count(
      UNetArchitecture architecture, int[] patch, int classes, boolean deepSupervision) {
    NetworkKind kind = architecture.kind();
    int stages = architecture.stages();
    int[] size = patch.clone();
    long[] voxels = new long[stages];
    long elements = volume(patch) * architecture.features().get(0) * kind.stemConvs();
    int inputFeatures = architecture.features().get(0);
    for (int stage = 0; stage < stages; stage++) {
      List<Integer> stride = architecture.strides().get(stage);
      Arrays.setAll(size, axis -> size[axis] / stride.get(axis));
      voxels[stage] = volume(size);
      int features = architecture.features().get(stage);
      boolean reshapes = inputFeatures != features || stride.stream().anyMatch(s -> s != 1);
      int convs = kind.convs(architecture.blocks().get(stage), reshapes);
      elements += voxels[stage] * features * convs;
      inputFeatures = features;
    }
    for (int stage = stages - 2; stage >= 0; stage--) {
      int convs = architecture.decoderConvs().get(stages - 2 - stage);
      elements += voxels[stage] * architecture.features().get(stage) * (convs + 1L);
      if (deepSupervision || stage == 0) {
        elements += voxels[stage] * classes;
      }
    }
    return elements;
  }

  private static long volume(int[] size) {
    return Arrays.stream(size).asLongStream().reduce(1, Math::multiplyExact);
  }
}
