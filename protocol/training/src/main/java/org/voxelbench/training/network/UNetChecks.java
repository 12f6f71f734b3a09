package org.voxelbench.training.network;

import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.preparation.plan.UNetArchitecture;

/** What a U-Net asks of an architecture beyond matching lengths. */
final class UNetChecks {

  private UNetChecks() {}

  static void check(UNetArchitecture architecture) {
    positive("features", architecture.features());
    positive("blocks", architecture.blocks());
    positive("decoder convolutions", architecture.decoderConvs());
    for (int stage = 0; stage < architecture.stages(); stage++) {
      List<Integer> kernel = architecture.kernels().get(stage);
      List<Integer> stride = architecture.strides().get(stage);
      if (kernel.size() != 3 || kernel.stream().anyMatch(k -> k < 1 || k % 2 == 0)) {
        throw new BadInputException(
            "stage " + stage + " has the kernel " + kernel + "; it must be three odd sizes.");
      }
      if (stride.size() != 3 || stride.stream().anyMatch(s -> s < 1)) {
        throw new BadInputException(
            "stage " + stage + " has the stride " + stride + "; it must be three sizes from 1.");
      }
    }
    if (!architecture.strides().get(0).equals(List.of(1, 1, 1))) {
      throw new BadInputException(
          "stage 0 has the stride "
              + architecture.strides().get(0)
              + "; it must be [1, 1, 1], or the logits would not have the input's resolution.");
    }
  }

  private static void positive(String what, List<Integer> values) {
    if (values.stream().anyMatch(value -> value < 1)) {
      throw new BadInputException(what + " " + values + " must all be at least 1.");
    }
  }
}
