package org.voxelbench.training.augment;

import java.util.function.DoubleSupplier;
import org.voxelbench.base.random.RandomStream;

/**
 * Blurs channels with a separable Gaussian.
 *
 * @param probability per patch
 * @param channelProbability of each channel of a patch that is blurred
 * @param sigma standard deviation in voxels, drawn per channel
 * @param kind whose blur it is
 */
public record GaussianBlur(double probability, double channelProbability, Range sigma, Kind kind)
    implements Transform {

  /** Whose blur it is. */
  public enum Kind {
    /**
     * A deviation for each axis, kernels 6 of it wide, the image reflected at its outermost voxels
     * (batchgeneratorsv2: {@code GaussianBlurTransform}).
     */
    PER_AXIS {
      @Override
      DoubleSupplier sigmas(Range sigma, RandomStream random) {
        return () -> sigma.draw(random);
      }

      @Override
      float[] kernel(double sigma) {
        double width = sigma * WIDTH + 0.5;
        int size = (int) Math.rint(width);
        if (size % 2 == 0) {
          size += width >= size ? 1 : -1;
        }
        return bell(sigma, Math.max(size, 1) / 2);
      }

      @Override
      int inside(int position, int length) {
        return reflect(position, length);
      }
    },
    /**
     * One deviation for all axes, kernels cut 4 of it from their middle, the image reflected behind
     * its outermost voxels, which are repeated (batchgenerators: {@code GaussianBlurTransform}, by
     * SciPy's {@code gaussian_filter}).
     */
    ISOTROPIC {
      @Override
      DoubleSupplier sigmas(Range sigma, RandomStream random) {
        double one = sigma.draw(random);
        return () -> one;
      }

      @Override
      float[] kernel(double sigma) {
        return bell(sigma, (int) (TRUNCATED * sigma + 0.5));
      }

      @Override
      int inside(int position, int length) {
        int period = 2 * length;
        int folded = Math.floorMod(position, period);
        return folded < length ? folded : period - 1 - folded;
      }
    };

    /** What a kernel's deviation is along one axis after the other. */
    abstract DoubleSupplier sigmas(Range sigma, RandomStream random);

    /** A normalised Gaussian of odd size. */
    abstract float[] kernel(double sigma);

    /** The voxel in [0, length) that stands for one beyond the border. */
    abstract int inside(int position, int length);
  }

  /** The kernel's whole width in standard deviations. */
  private static final double WIDTH = 6;

  /** The kernel's half width in standard deviations. */
  private static final double TRUNCATED = 4;

  public GaussianBlur {
    Probability.check("Gaussian blur", probability);
    Probability.check("Gaussian blur per channel", channelProbability);
  }

  /** nnU-Net's, with a deviation for each axis. */
  public GaussianBlur(double probability, double channelProbability, Range sigma) {
    this(probability, channelProbability, sigma, Kind.PER_AXIS);
  }

  @Override
  public void apply(Patch patch, RandomStream random, ScratchBuffers scratch) {
    if (!random.chance(probability)) {
      return;
    }
    for (int channel = 0; channel < patch.channels(); channel++) {
      if (random.chance(channelProbability)) {
        DoubleSupplier sigmas = kind.sigmas(sigma, random);
        for (int axis = 0; axis < 3; axis++) {
          // A patch of one slice is 2-D: it has no first axis to blur along.
          if (axis > 0 || patch.size()[0] > 1) {
            blur(patch, channel, axis, sigmas.getAsDouble(), scratch);
          }
        }
      }
    }
  }

  private static float[] bell(double sigma, int radius) {
    double[] bell = new double[2 * radius + 1];
    double sum = 0;
    for (int i = 0; i < bell.length; i++) {
      double x = (i - radius) / sigma;
      bell[i] = radius == 0 ? 1 : StrictMath.exp(-0.5 * x * x);
      sum += bell[i];
    }
    float[] kernel = new float[bell.length];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) (bell[i] / sum);
    }
    return kernel;
  }

  void blur(Patch patch, int channel, int axis, double sigma, ScratchBuffers scratch) {
    float[] kernel = kind.kernel(sigma);
    int[] size = patch.size();
    int inner = 1;
    for (int i = axis + 1; i < 3; i++) {
      inner *= size[i];
    }
    int length = size[axis];
    int block = length * inner;
    int radius = kernel.length / 2;
    float[] padded = scratch.floats(0, block + 2 * radius * inner);
    int first = channel * patch.voxels();
    for (int from = first; from < first + patch.voxels(); from += block) {
      System.arraycopy(patch.image(), from, padded, radius * inner, block);
      for (int i = 1; i <= radius; i++) {
        int before = from + kind.inside(-i, length) * inner;
        System.arraycopy(patch.image(), before, padded, (radius - i) * inner, inner);
        int after = from + kind.inside(length - 1 + i, length) * inner;
        System.arraycopy(patch.image(), after, padded, (radius + length - 1 + i) * inner, inner);
      }
      convolve(padded, kernel, inner, patch.image(), from, block);
    }
  }

  /** Mirrors a position into [0, length) without repeating the border. */
  static int reflect(int position, int length) {
    if (length == 1) {
      return 0;
    }
    int period = 2 * (length - 1);
    int folded = Math.floorMod(position, period);
    return folded < length ? folded : period - folded;
  }

  /** Sums the shifted copies of a block, each shift being {@code inner} values wide. */
  private static void convolve(
      float[] padded, float[] kernel, int inner, float[] out, int from, int block) {
    scale(padded, kernel[0], out, from, block);
    for (int tap = 1; tap < kernel.length; tap++) {
      add(padded, tap * inner, kernel[tap], out, from, block);
    }
  }

  private static void scale(float[] in, float by, float[] out, int from, int count) {
    for (int i = 0; i < count; i++) {
      out[from + i] = in[i] * by;
    }
  }

  private static void add(float[] in, int shift, float by, float[] out, int from, int count) {
    for (int i = 0; i < count; i++) {
      out[from + i] += in[shift + i] * by;
    }
  }
}
