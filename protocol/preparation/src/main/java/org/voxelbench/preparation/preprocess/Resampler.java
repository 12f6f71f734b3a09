package org.voxelbench.preparation.preprocess;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.preparation.plan.Configuration;

/**
 * Resamples volumes as nnU-Net does through scikit-image's {@code resize} (mode edge, no
 * anti-aliasing, clipped to the input's range) in double precision.
 *
 * @param order spline order in the plane or in 3D: 0, 1 or 3
 * @param orderZ spline order along an axis resampled apart; only 0 is known
 * @param forceSeparateZ true or false to overrule the spacing's verdict, null to follow it
 */
public record Resampler(int order, int orderZ, Boolean forceSeparateZ) {

  /** Rejects orders that nnU-Net's plans don't use. */
  public Resampler {
    if (order != 0 && order != 1 && order != 3 || orderZ != 0) {
      throw new BadInputException(
          "resampling of order "
              + order
              + " with order_z "
              + orderZ
              + " is unknown; use order 0, 1 or 3 and order_z 0.");
    }
  }

  /** The resampling that a plan asks for. */
  public static Resampler of(Configuration.Spline spline) {
    return new Resampler(spline.order(), spline.orderZ(), spline.forceSeparateZ());
  }

  /** The shape at a new spacing: {@code round(old spacing / new spacing * shape)}, half to even. */
  public static int[] newShape(int[] shape, double[] spacing, double[] newSpacing) {
    return IntStream.range(0, shape.length)
        .map(axis -> (int) Math.rint(spacing[axis] / newSpacing[axis] * shape[axis]))
        .toArray();
  }

  /**
   * Resamples one channel.
   *
   * @param voxels {@code [D, H, W]} of {@code shape}, left as it is
   * @return {@code [D, H, W]} of {@code newShape}; the input itself where the shape stays
   */
  public float[] resample(
      float[] voxels, int[] shape, int[] newShape, double[] spacing, double[] newSpacing) {
    if (Arrays.equals(shape, newShape)) {
      return voxels;
    }
    Volumes.size(newShape);
    OptionalInt apart = SeparateAxis.of(spacing, newSpacing, forceSeparateZ);
    return apart.isPresent()
        ? new PlaneWise(shape, newShape, apart.getAsInt(), order).apply(voxels)
        : resize(voxels, shape, newShape);
  }

  /** Resamples labels (order 1 per label in the plane or in 3D, nearest along a coarse axis). */
  public short[] resampleLabels(
      short[] labels, int[] shape, int[] newShape, double[] spacing, double[] newSpacing) {
    if (Arrays.equals(shape, newShape)) {
      return labels;
    }
    OptionalInt apart = SeparateAxis.of(spacing, newSpacing, forceSeparateZ);
    return new LabelResampler(shape, newShape, apart.orElse(-1)).apply(labels);
  }

  private float[] resize(float[] voxels, int[] shape, int[] newShape) {
    double[] values = new double[voxels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = voxels[i];
    }
    return new ClippedResize(order).apply(values, shape, newShape);
  }
}
