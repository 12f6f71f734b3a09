package org.voxelbench.training.augment;

import org.voxelbench.base.random.RandomStream;

/**
 * Blurs channels with a separable Gaussian, reflecting at the border (batchgeneratorsv2: {@code
 * GaussianBlurTransform}).
 *
 * @param probability per patch
 * @param channelProbability of each channel of a patch that is blurred
 * @param sigma standard deviation in voxels, drawn per channel and axis
 */
public record GaussianBlur(double probability, double channelProbability, Range sigma)
    implements Transform {

  /** The kernel's whole width in standard deviations. */
  private static final double WIDTH = 6;

  public GaussianBlur {
    Probability.check("Gaussian blur", probability);
    Probability.check("Gaussian blur per channel", channelProbability);
  }

  @Override
  public void apply(Patch patch, RandomStream random, ScratchBuffers scratch) {
    if (!random.chance(probability)) {
      return;
    }
    for (int channel = 0; channel < patch.channels(); channel++) {
      if (random.chance(channelProbability)) {
        for (int axis = 0; axis < 3; axis++) {
          // A patch of one slice is 2-D: it has no first axis to blur along.
          if (axis > 0 || patch.size()[0] > 1) {
            blur(patch, channel, axis, kernel(sigma.draw(random)), scratch);
          }
        }
      }
    }
  }

  /** A normalised Gaussian of the odd size nearest to its width. */
  static float[] kernel(double sigma) {
    double width = sigma * WIDTH + 0.5;
    int size = (int) Math.rint(width);
    if (size % 2 == 0) {
      size += width >= size ? 1 : -1;
    }
    double[] bell = new double[Math.max(size, 1)];
    double sum = 0;
    for (int i = 0; i < bell.length; i++) {
      double x = (i - bell.length / 2) / sigma;
      bell[i] = bell.length == 1 ? 1 : StrictMath.exp(-0.5 * x * x);
      sum += bell[i];
    }
    float[] kernel = new float[bell.length];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) (bell[i] / sum);
    }
    return kernel;
  }

  static void blur(Patch patch, int channel, int axis, float[] kernel, ScratchBuffers scratch) {
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
        int before = from + reflect(-i, length) * inner;
        System.arraycopy(patch.image(), before, padded, (radius - i) * inner, inner);
        int after = from + reflect(length - 1 + i, length) * inner;
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
