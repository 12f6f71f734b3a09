package org.voxelbench.engine.torch.ops;

import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Instance normalisation by the kernel that suits the maps, and leaky ReLU behind it in the same
 * memory.
 *
 * <p>LibTorch's own instance norm is a batch norm of one sample whose result is a view, so that an
 * op in place behind it copies a whole gradient; here the batch norm is called itself. Maps in
 * bfloat16 on the CPU, unless tiny, take a group norm of one channel a group, which is faster
 * there. It is not for 32-bit floats, whose gradient it sums with fewer digits, nor for CUDA, where
 * it would keep mean and deviation in bfloat16.
 *
 * @param x {@code [N, C, ...]}
 * @param gamma {@code [C]}, or null for 1
 * @param beta {@code [C]}, or null for 0
 */
record InstanceNorm(Tensor x, Tensor gamma, Tensor beta, double eps) {

  /**
   * Below, the deviation may be next to nothing, and the group norm's gradient, a difference of
   * multiples of its inverse, loses its digits; so few voxels cost nothing either way.
   */
  private static final long FEWEST_VOXELS = 64;

  private static final double NO_RUNNING_STATISTICS = 0;

  /** Normalised maps. */
  Tensor value() {
    return inGroups() ? byGroups() : bySamples().view(shape());
  }

  /** Normalised maps, then leaky ReLU. */
  Tensor activated(double slope) {
    return inGroups()
        ? LeakyRelu.inPlace(byGroups(), slope)
        : LeakyRelu.inPlace(bySamples(), slope).view(shape());
  }

  private boolean inGroups() {
    return x.device().is_cpu()
        && TorchTensor.is(x, ScalarType.BFloat16)
        && voxels() >= FEWEST_VOXELS;
  }

  private long voxels() {
    return x.numel() / (x.size(0) * x.size(1));
  }

  private long[] shape() {
    return Arrays.stream(TorchTensor.shapeOf(x)).asLongStream().toArray();
  }

  private Tensor byGroups() {
    long samples = x.size(0);
    long channels = x.size(1);
    return new Tensor(
        torch
            .native_group_norm(
                x.contiguous(),
                new TensorOptional(single(gamma, 1)),
                new TensorOptional(single(beta, 0)),
                samples,
                channels,
                voxels(),
                channels,
                eps)
            .get0());
  }

  /**
   * In 32-bit floats, so that the kernel keeps its statistics so, and in memory as it reads them.
   */
  private Tensor single(Tensor values, double otherwise) {
    return values == null
        ? torch.full(new long[] {x.size(1)}, new Scalar(otherwise), torch.dtype(ScalarType.Float))
        : values.to(ScalarType.Float).contiguous();
  }

  /** Each sample's channels as channels of one sample. */
  private Tensor bySamples() {
    long samples = x.size(0);
    long[] together = shape();
    together[1] *= samples;
    together[0] = 1;
    return torch.batch_norm(
        x.reshape(together),
        repeated(gamma, samples),
        repeated(beta, samples),
        new TensorOptional(),
        new TensorOptional(),
        true,
        NO_RUNNING_STATISTICS,
        eps,
        true);
  }

  private static TensorOptional repeated(Tensor values, long samples) {
    return values == null ? new TensorOptional() : new TensorOptional(values.repeat(samples));
  }
}
