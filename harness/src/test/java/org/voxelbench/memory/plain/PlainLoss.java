package org.voxelbench.memory.plain;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** The objective of one method. */
interface PlainLoss {

  /**
   * A scalar.
   *
   * @param inputs the batch by the names that VoxelBench gives it
   */
  Tensor of(PlainUNet network, Map<String, Tensor> inputs);
}
