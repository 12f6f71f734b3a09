package org.voxelbench.memory.plain;

import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What is visible of maps of one resolution and one type, and the norm over it.
 *
 * <p>Deviations from the visible mean, 0 where masked, are stretched by the root of (all voxels /
 * visible voxels), so that LibTorch's instance norm over all voxels is one over the visible ones.
 */
final class VisibleMap {

  private static final long[] SPACE = {2, 3, 4};

  private final Tensor visible;
  private final Tensor masked;
  private final Tensor stretched;
  private final Tensor count;
  private final Tensor shrink;

  /**
   * @param mask {@code [N, 1, D, H, W]} of 1 and 0
   * @param type of the maps
   * @param scope what the masks live as long as
   */
  VisibleMap(Tensor mask, ScalarType type, PointerScope scope) {
    long voxels = mask.size(2) * mask.size(3) * mask.size(4);
    count = sum(mask).clamp_min(new Scalar(1));
    shrink = count.mul(new Scalar(1.0 / voxels)).sqrt();
    visible = mask.to(type);
    masked = mask.neg().add(new Scalar(1)).to(type);
    stretched = mask.div(shrink).to(type);
    Stream.of(visible, masked, stretched, count, shrink).forEach(scope::attach);
  }

  private static Tensor sum(Tensor x) {
    return x.sum(SPACE, true, new ScalarTypeOptional(ScalarType.Float));
  }

  /** Empties what is masked, in place. */
  Tensor only(Tensor x) {
    x.mul_(visible);
    return x;
  }

  /** Puts a token {@code [1, C, 1, 1, 1]} where a map is masked, in place. */
  Tensor fill(Tensor x, Tensor token) {
    x.addcmul_(masked, token.to(visible.scalar_type()));
    return x;
  }

  /** The visible mean of each map, in the maps' type. */
  Tensor mean(Tensor x) {
    return sum(x).div(count).to(visible.scalar_type());
  }

  /**
   * The normalised deviations.
   *
   * @param centred values less their visible mean; overwritten
   * @param gamma {@code [1, C, 1, 1, 1]}
   * @param beta {@code [1, C, 1, 1, 1]}, or null for 0
   */
  Tensor norm(Tensor centred, Tensor gamma, Tensor beta) {
    long[] shape = centred.shape();
    long[] maps = {1, shape[0] * shape[1], shape[2], shape[3], shape[4]};
    return Scoped.result(
        () ->
            only(
                PlainLayers.instanceNorm(
                        centred.mul_(stretched).view(maps),
                        new TensorOptional(eachSample(shrink.mul(gamma), shape)),
                        beta == null
                            ? new TensorOptional()
                            : new TensorOptional(eachSample(beta, shape)))
                    .view(shape)));
  }

  private static Tensor eachSample(Tensor perChannel, long[] shape) {
    return perChannel.expand(shape[0], shape[1], 1, 1, 1).reshape(shape[0] * shape[1]);
  }
}
