package org.voxelbench.engine.torch.ops;

import org.bytedeco.pytorch.Tensor;

/**
 * Where oneDNN's convolutions in bfloat16 are wrong on processors that multiply it (oneDNN 3.7.1).
 *
 * <p>Where a map is smaller than the window along an axis, or the stride steps over voxels, the
 * gradient by the weights is wrong with AVX-512 ({@code jit_bf16:avx512_core_bf16}): the kernel
 * reads, and now and then writes, beside the map. With AMX ({@code brgconv}) the result itself is
 * wrong there, and also where strides leave one column of output, or where a stride of 3 or more is
 * as wide as the window; and so are gradients of a convolution with strides and fewer than 8
 * kernels. What comes out differs from run to run and may be no number at all.
 *
 * <p>Such maps are those of crops, of a network's bottom and of patch embeddings, where 32-bit
 * arithmetic on rounded values costs next to nothing. This class can go once oneDNN is mended;
 * {@code MixedPrecisionContract} tells.
 */
final class WrongConvolution {

  private static final int WIDTH = 2;
  private static final int FEWEST_KERNELS = 8;

  private WrongConvolution() {}

  /**
   * Whether a convolution, or a gradient of it, would be wrong.
   *
   * @param x {@code [N, C, D, H, W]}
   * @param weight {@code [K, C, kD, kH, kW]}
   */
  static boolean isMet(Tensor x, Tensor weight, long[] stride, long[] padding) {
    for (int axis = 0; axis < 3; axis++) {
      long window = weight.size(axis + 2);
      boolean few = stride[axis] > 1 && weight.size(0) < FEWEST_KERNELS;
      if (few || x.size(axis + 2) < window || stride[axis] > window) {
        return true;
      }
    }
    long window = weight.size(WIDTH + 2);
    long columns = (x.size(WIDTH + 2) + 2 * padding[WIDTH] - window) / stride[WIDTH] + 1;
    return stride[WIDTH] > 1 && columns == 1 || stride[WIDTH] > 2 && stride[WIDTH] == window;
  }

  /**
   * The same of a transposed convolution without padding, whose gradient by its input is a
   * convolution of the stride, with as many columns as the input.
   */
  static boolean isMetTransposed(Tensor x, Tensor weight, long[] stride) {
    return stride[WIDTH] > 1 && x.size(WIDTH + 2) == 1
        || stride[WIDTH] > 2 && stride[WIDTH] == weight.size(WIDTH + 2);
  }
}
