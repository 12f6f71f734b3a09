package org.voxelbench.engine.nd4j.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.voxelbench.engine.Tensor;

/**
 * Instance normalisation, each sample's channel a row of a matrix: sums of rows are products with
 * ones, and all else is elementwise and mostly in place.
 *
 * <p>libnd4j's own standardisation and batch normalisation take three to twenty times as long,
 * forward and backward.
 */
final class InstanceNorm {

  private final VolumeOps ops;
  private final TracedTensor x;
  private final TracedTensor gamma;
  private final TracedTensor beta;
  private final double eps;
  private final int samples;
  private final int channels;
  private final int voxels;

  /**
   * @param x {@code [N, C, ...]}
   * @param gamma {@code [C]}, or null for 1
   * @param beta {@code [C]}, or null for 0
   */
  InstanceNorm(VolumeOps ops, TracedTensor x, Tensor gamma, Tensor beta, double eps) {
    this.ops = ops;
    this.x = x;
    this.gamma = gamma == null ? null : ops.own(gamma);
    this.beta = beta == null ? null : ops.own(beta);
    this.eps = eps;
    this.samples = x.shape()[0];
    this.channels = x.shape()[1];
    this.voxels = Math.toIntExact(x.size() / ((long) samples * channels));
  }

  private TracedTensor rows(TracedTensor volume) {
    return ops.reshape(volume, samples * channels, voxels);
  }

  /** One value per channel, as one per row. */
  private TracedTensor perRow(TracedTensor perChannel) {
    TracedTensor stretched =
        ops.broadcastTo(ops.reshape(perChannel, 1, channels), samples, channels);
    return ops.reshape(stretched, samples * channels, 1);
  }

  private TracedTensor perChannel(TracedTensor perRow) {
    return ops.sum(ops.reshape(perRow, samples, channels), false, 0);
  }

  TracedTensor value() {
    TracedTensor rows = rows(x);
    TracedTensor mean = ops.mul(ops.rowSums(rows), 1.0 / voxels);
    TracedTensor squares = ops.rowSums(ops.square(ops.sub(rows, mean)));
    TracedTensor deviation = ops.sqrt(ops.add(ops.mul(squares, 1.0 / voxels), eps));
    TracedTensor inverse = ops.div(ops.filled(1, samples * channels, 1), deviation);
    TracedTensor scale = gamma == null ? inverse : ops.mul(inverse, perRow(gamma));
    TracedTensor offset = ops.neg(ops.mul(mean, scale));
    TracedTensor shift = beta == null ? offset : ops.add(offset, perRow(beta));
    TracedTensor value = ops.reshape(ops.add(ops.mul(rows, scale), shift), x.shape());
    TracedTensor[] operands =
        Stream.of(x, gamma, beta).filter(Objects::nonNull).toArray(TracedTensor[]::new);
    return ops.differentiated(
        "instanceNorm", value, g -> gradients(rows(g), mean, inverse, scale), operands);
  }

  private TracedTensor[] gradients(
      TracedTensor gradient, TracedTensor mean, TracedTensor inverse, TracedTensor scale) {
    TracedTensor centred = ops.sub(rows(x), mean);
    TracedTensor total = ops.rowSums(gradient);
    TracedTensor along = ops.mul(ops.rowSums(ops.mul(gradient, centred)), inverse);
    TracedTensor slope = ops.mul(ops.mul(ops.mul(along, inverse), scale), -1.0 / voxels);
    TracedTensor shift = ops.mul(ops.mul(total, scale), -1.0 / voxels);
    TracedTensor byRows =
        ops.add(ops.add(ops.mul(gradient, scale), ops.mul(centred, slope)), shift);
    List<TracedTensor> found = new ArrayList<>();
    found.add(ops.reshape(byRows, x.shape()));
    if (gamma != null) {
      found.add(perChannel(along));
    }
    if (beta != null) {
      found.add(perChannel(total));
    }
    return found.toArray(TracedTensor[]::new);
  }
}
