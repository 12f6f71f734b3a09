package org.voxelbench.engine.torch.ops;

import java.util.function.BooleanSupplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.voxelbench.engine.CpuFeatures;

/**
 * Convolutions and linear layers in bfloat16 without instructions for it: operands and result are
 * rounded to bfloat16, products and sums are 32-bit floats, as in hardware.
 *
 * <p>On a processor that lacks such instructions LibTorch does not call oneDNN for them and takes
 * element-wise kernels, ten times as slow.
 */
final class EmulatedBfloat16 {

  private static final boolean NEEDED = isNeeded(CpuFeatures.ofThisMachine());

  private EmulatedBfloat16() {}

  /** A convolution, a transposed one, or a linear layer. */
  @FunctionalInterface
  interface Layer {
    Tensor apply(Tensor x, Tensor weight, TensorOptional bias);
  }

  private static boolean isNeeded(CpuFeatures cpu) {
    return cpu.isAtMostAvx2() && !cpu.flags().contains("avx_ne_convert");
  }

  /** Applies a layer, emulated if this thread computes in bfloat16 and the processor can't. */
  static Tensor apply(Layer layer, Tensor x, Tensor weight, Tensor bias) {
    return NEEDED && isMixedOnCpu(x)
        ? emulated(layer, x, weight, bias)
        : layer.apply(x, weight, optional(bias));
  }

  /**
   * Applies a layer, emulated as by {@link #apply(Layer, Tensor, Tensor, Tensor)}.
   *
   * @param wrong whether it must not be computed in bfloat16 even if the processor can; asked of
   *     layers in bfloat16 on the CPU alone
   */
  static Tensor apply(Layer layer, Tensor x, Tensor weight, Tensor bias, BooleanSupplier wrong) {
    return isMixedOnCpu(x) && (NEEDED || wrong.getAsBoolean())
        ? emulated(layer, x, weight, bias)
        : layer.apply(x, weight, optional(bias));
  }

  private static boolean isMixedOnCpu(Tensor x) {
    return x.device().is_cpu() && torch.is_autocast_enabled(DeviceType.CPU);
  }

  private static Tensor emulated(Layer layer, Tensor x, Tensor weight, Tensor bias) {
    torch.set_autocast_enabled(DeviceType.CPU, false);
    try {
      Tensor offsets = bias == null ? null : rounded(bias);
      return layer.apply(rounded(x), rounded(weight), optional(offsets)).to(ScalarType.BFloat16);
    } finally {
      torch.set_autocast_enabled(DeviceType.CPU, true);
    }
  }

  private static Tensor rounded(Tensor x) {
    return x.to(ScalarType.BFloat16).to(ScalarType.Float);
  }

  private static TensorOptional optional(Tensor x) {
    return x == null ? new TensorOptional() : new TensorOptional(x);
  }
}
