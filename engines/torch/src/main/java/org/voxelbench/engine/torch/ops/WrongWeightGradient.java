package org.voxelbench.engine.torch.ops;

import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;

/**
 * Where oneDNN's gradient of a bfloat16 convolution by its weights is wrong.
 *
 * <p>On processors that multiply bfloat16 (oneDNN 3.7.1, {@code jit_bf16:avx512_core_bf16}) the
 * kernel reads, and now and then writes, beside maps that are smaller than its window along an
 * axis, or whose stride steps over voxels. The gradient is then silently wrong and differs from run
 * to run. Such maps are those of crops and of a network's bottom, where 32-bit arithmetic on
 * rounded values costs next to nothing. This class can go once oneDNN is mended; {@code
 * MixedPrecisionContract} tells.
 */
final class WrongWeightGradient {

  private WrongWeightGradient() {}

  /** Whether the gradient is going to be computed, and would be wrong. */
  static boolean isMet(Tensor x, Tensor weight, long[] stride) {
    if (!GradMode.is_enabled() || !weight.requires_grad()) {
      return false;
    }
    for (int axis = 0; axis < 3; axis++) {
      long window = weight.size(axis + 2);
      if (x.size(axis + 2) < window || stride[axis] > window) {
        return true;
      }
    }
    return false;
  }
}
